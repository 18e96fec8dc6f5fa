package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/// One step of a path into an object, as structured-merge-diff v6 tells steps apart.
///
/// The natural order is the one in which Kubernetes prints `fieldsV1`: fields, keyed items, set values, indexes, and
/// within a kind by value.
public sealed interface PathElement extends Comparable<PathElement> {

    /// A field of a map: `f:name`.
    record Field(String name) implements PathElement {
        @Override
        public int compareTo(PathElement other) {
            return other instanceof Field field ? name.compareTo(field.name) : -1;
        }
    }

    /// An item of a list that is keyed by some of its fields: `k:{"name":"web"}`.
    ///
    /// @param fields the key, sorted by field name
    record Key(List<KeyField> fields) implements PathElement {
        public Key {
            List<KeyField> sorted = new ArrayList<>(fields);
            sorted.sort(Comparator.comparing(KeyField::name));
            fields = List.copyOf(sorted);
        }

        @Override
        public int compareTo(PathElement other) {
            return switch (other) {
                case Field _ -> 1;
                case Key key -> compareFields(fields, key.fields);
                case Value _,Index _ -> -1;
            };
        }

        private static int compareFields(List<KeyField> left, List<KeyField> right) {
            int shared = Math.min(left.size(), right.size());
            for (int i = 0; i < shared; i++) {
                int order = left.get(i).compareTo(right.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(left.size(), right.size());
        }
    }

    /// An item of a set, named by its value: `v:"x"`.
    record Value(JsonNode value) implements PathElement {
        @Override
        public int compareTo(PathElement other) {
            return switch (other) {
                case Field _,Key _ -> 1;
                case Value that -> Values.compare(value, that.value);
                case Index _ -> -1;
            };
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value that && Values.compare(value, that.value) == 0;
        }

        @Override
        public int hashCode() {
            return Values.hash(value);
        }
    }

    /// An item of a list by position: `i:0`.
    record Index(int position) implements PathElement {
        @Override
        public int compareTo(PathElement other) {
            return other instanceof Index index ? Integer.compare(position, index.position) : 1;
        }
    }

    /// One field of a [Key] and its value, a scalar.
    record KeyField(String name, JsonNode value) implements Comparable<KeyField> {
        @Override
        public int compareTo(KeyField other) {
            int order = name.compareTo(other.name);
            return order != 0 ? order : Values.compare(value, other.value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof KeyField that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Values.hash(value);
        }
    }
}
