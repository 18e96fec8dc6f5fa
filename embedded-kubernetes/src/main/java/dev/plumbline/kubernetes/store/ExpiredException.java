package dev.plumbline.kubernetes.store;

/// A version that the bounded history does not reach back to.
public final class ExpiredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long wanted;
    private final long oldest;

    ExpiredException(long wanted, long oldest) {
        super("version " + wanted + " is too old, the oldest kept is " + oldest);
        this.wanted = wanted;
        this.oldest = oldest;
    }

    public long wanted() {
        return wanted;
    }

    public long oldest() {
        return oldest;
    }
}
