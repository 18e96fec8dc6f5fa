package dev.plumbline.rendering.yaml;

/// A document that cannot be read or written; [#line()] counts from 1 and is 0 where no line is known.
public final class YamlProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    public YamlProblem(String message, int line) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
