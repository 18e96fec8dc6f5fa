package dev.plumbline.audit.domain.archive;

/// A question that cannot be understood. The message says what is wrong and why.
public final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /// @param problem short name of the kind of mistake, for instance `bad-cursor`
    /// @param remedy what to send instead
    public InvalidQueryException(String problem, String message, String remedy) {
        super(message);
        this.problem = problem;
        this.remedy = remedy;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
