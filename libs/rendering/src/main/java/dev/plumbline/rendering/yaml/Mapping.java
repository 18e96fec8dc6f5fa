package dev.plumbline.rendering.yaml;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Keys and values in document order, changing in place. A key that stands twice is kept twice; [#get(String)] finds
/// the first, and conversion to JSON refuses the document.
public final class Mapping implements Node {
    /// Written bare as a key, it is none: its value is merged into the mapping.
    static final String MERGE_KEY = "<<";

    private final List<Entry> entries;

    public Mapping() {
        this(new ArrayList<>());
    }

    private Mapping(List<Entry> entries) {
        this.entries = entries;
    }

    /// One key with its value.
    public static final class Entry {
        private final Scalar key;
        private final int line;
        private Node value;

        Entry(Scalar key, Node value, int line) {
            this.key = key;
            this.value = value;
            this.line = line;
        }

        public Scalar key() {
            return key;
        }

        public String name() {
            return key.text();
        }

        public Node value() {
            return value;
        }

        public void replace(Node newValue) {
            value = newValue;
        }

        /// Line of the key in its file, counted from 1; 0 where the entry was made by a transformation.
        public int line() {
            return line;
        }
    }

    public List<Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public @Nullable Entry entry(String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    public @Nullable Node get(String name) {
        Entry entry = entry(name);
        return entry == null ? null : entry.value;
    }

    /// The value as a mapping; null when it is missing or something else.
    public @Nullable Mapping mapping(String name) {
        return get(name) instanceof Mapping mapping ? mapping : null;
    }

    /// The text of a scalar; empty when it is missing, null or something else.
    public String text(String name) {
        return get(name) instanceof Scalar scalar && scalar.tag() != Tag.NULL ? scalar.text() : "";
    }

    /// Appends without looking for the name.
    public void add(Scalar key, Node value, int line) {
        entries.add(new Entry(key, value, line));
    }

    public void remove(String name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().equals(name)) {
                entries.remove(i);
                return;
            }
        }
    }

    /// Sets a field as kyaml's FieldSetter does: null removes it, a scalar takes the style of the scalar that it
    /// replaces, and a new string that YAML 1.1 would read as something else is quoted.
    public void set(String name, @Nullable Node value) {
        set(name, ScalarStyle.PLAIN, value);
    }

    /// As [#set(String, Node)], with the style of the key should it be new.
    public void set(String name, ScalarStyle keyStyle, @Nullable Node value) {
        if (value == null || Node.isNull(value)) {
            remove(name);
            return;
        }
        Entry existing = entry(name);
        if (existing == null) {
            add(new Scalar(Tag.NONE, name, keyStyle), quotedIfAmbiguous(value), 0);
        } else if (value instanceof Scalar scalar) {
            existing.replace(scalar.withStyle(styleOf(existing.value)));
        } else {
            existing.replace(value);
        }
    }

    /// Quotes the value of a field if it is a string that YAML 1.1 would read as something else, as kyaml does with every
    /// value that it sets to itself.
    public void quoteIfAmbiguous(String name) {
        Entry entry = entry(name);
        if (entry != null) {
            entry.replace(quotedIfAmbiguous(entry.value));
        }
    }

    /// A scalar in the place of another: its tag and text, in the style of the one it replaces.
    public static Scalar replacement(Node existing, Scalar value) {
        return value.withStyle(styleOf(existing));
    }

    private static ScalarStyle styleOf(Node node) {
        return node instanceof Scalar scalar ? scalar.style() : ScalarStyle.PLAIN;
    }

    private static Node quotedIfAmbiguous(Node value) {
        return value instanceof Scalar scalar && scalar.isString() && scalar.style() == ScalarStyle.PLAIN
                && Dialect.V2.readsAsOtherThanString(scalar.text()) ? scalar.withStyle(ScalarStyle.DOUBLE) : value;
    }

    @Override
    public Mapping copy() {
        List<Entry> copies = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            copies.add(new Entry(entry.key, entry.value.copy(), entry.line));
        }
        return new Mapping(copies);
    }
}
