package dev.plumbline.kubernetes.client;

/// A running watch; closing ends it, after which the listener is not called any more.
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
