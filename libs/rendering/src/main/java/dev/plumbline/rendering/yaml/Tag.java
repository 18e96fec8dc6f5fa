package dev.plumbline.rendering.yaml;

/// What a scalar claims to be. [#NONE] leaves it to the text, which is what a value set by a transformation does; any
/// other tag was either resolved when the text was read or written in the document.
public enum Tag {
    NONE("!!none"), STR("!!str"), INT("!!int"), FLOAT("!!float"), BOOL("!!bool"), NULL("!!null"), TIMESTAMP(
            "!!timestamp"), BINARY("!!binary"), MERGE("!!merge"), OTHER("a custom tag");

    private final String text;

    Tag(String text) {
        this.text = text;
    }

    /// The tag as YAML writes it.
    public String text() {
        return text;
    }

    static Tag of(String written) {
        String suffix = written.startsWith("tag:yaml.org,2002:") ? "!!" + written.substring(18) : written;
        for (Tag tag : values()) {
            if (tag.text.equals(suffix)) {
                return tag;
            }
        }
        return OTHER;
    }
}
