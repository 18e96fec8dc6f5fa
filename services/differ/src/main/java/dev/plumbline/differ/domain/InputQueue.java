package dev.plumbline.differ.domain;

/// Where inputs go, from whatever thread hears them. Waits while the loop is far behind.
@FunctionalInterface
public interface InputQueue {
    void put(Input input) throws InterruptedException;
}
