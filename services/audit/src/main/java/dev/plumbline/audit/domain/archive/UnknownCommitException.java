package dev.plumbline.audit.domain.archive;

/// No commit of a watched ref begins so.
public final class UnknownCommitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownCommitException(String commit) {
        super("No commit that begins with \"" + commit + "\" was seen on a watched ref");
    }
}
