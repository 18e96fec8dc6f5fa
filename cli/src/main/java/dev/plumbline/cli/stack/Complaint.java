package dev.plumbline.cli.stack;

/// Something that a person has to put right: one line that says what is wrong and what to do, shown without a trace.
public final class Complaint extends Exception {
    private static final long serialVersionUID = 1L;

    public Complaint(String whatAndWhatToDo) {
        super(whatAndWhatToDo);
    }

    public Complaint(String whatAndWhatToDo, Throwable cause) {
        super(whatAndWhatToDo, cause);
    }

    /// The line to show.
    public String line() {
        return String.valueOf(getMessage());
    }
}
