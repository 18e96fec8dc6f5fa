package dev.plumbline.rendering.yaml;

/// A single value: its text, what it claims to be and how it was written. What it means in the end is decided by
/// [JsonValues#of(Node)], because a transformation may change the text and keep the tag or the style.
public record Scalar(Tag tag, String text, ScalarStyle style) implements Node {

    /// A value whose type follows from its text.
    public static Scalar untyped(String text) {
        return new Scalar(Tag.NONE, text, ScalarStyle.PLAIN);
    }

    /// A string whatever the text looks like.
    public static Scalar string(String text) {
        return new Scalar(Tag.STR, text, ScalarStyle.PLAIN);
    }

    /// Whether transformations treat this as a string: resolved as one, or not resolved at all.
    public boolean isString() {
        return tag == Tag.STR || tag == Tag.NONE;
    }

    public Scalar withStyle(ScalarStyle newStyle) {
        return style == newStyle ? this : new Scalar(tag, text, newStyle);
    }

    public Scalar withText(String newText) {
        return new Scalar(tag, newText, style);
    }

    @Override
    public Scalar copy() {
        return this;
    }
}
