package dev.plumbline.manifests;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/// The structural type of a value: what may stand there and how it is merged.
///
/// Resolved when first asked, so that recursive and large documents cost nothing until used. Thread-safe: a shape that
/// two threads resolve at once is the same shape.
public final class Schema {
    /// Any scalar; lists and maps are atomic.
    static final Schema UNTYPED = new Schema(Schema::untyped);
    /// The type of what nobody described: maps are granular, lists atomic.
    public static final Schema DEDUCED = new Schema(Schema::deduced);

    private final Supplier<Shape> source;
    private volatile @Nullable Shape shape;

    Schema(Supplier<Shape> source) {
        this.source = source;
    }

    Shape shape() {
        Shape resolved = shape;
        if (resolved == null) {
            resolved = source.get();
            shape = resolved;
        }
        return resolved;
    }

    /// The type of a field of a map of this type; empty where the field may not be.
    public Optional<Schema> field(String name) {
        MapType map = shape().map();
        return map == null ? Optional.empty() : Optional.ofNullable(map.type(name));
    }

    /// The type of the items of a list of this type.
    public Optional<Schema> items() {
        ListType list = shape().list();
        return list == null ? Optional.empty() : Optional.of(list.items());
    }

    private static Shape untyped() {
        return new Shape(Scalar.ANY, new ListType(false, List.of(), UNTYPED), new MapType(true, Map.of(), UNTYPED));
    }

    private static Shape deduced() {
        return new Shape(Scalar.ANY, new ListType(false, List.of(), UNTYPED), new MapType(false, Map.of(), DEDUCED));
    }

    enum Scalar {
        STRING, NUMBER, BOOLEAN, ANY
    }

    /// @param associative whether items are matched by key (or by value, without keys); else the list is one leaf
    record ListType(boolean associative, List<String> keys, Schema items) {
    }

    /// @param others the type of fields that are not declared; null forbids them
    record MapType(boolean atomic, Map<String, Field> fields, @Nullable Schema others) {
        @Nullable
        Schema type(String field) {
            Field declared = fields.get(field);
            return declared == null ? others : declared.type();
        }

        /// Granular without a declared field: the shape of an area that preserves unknown fields.
        @SuppressWarnings("ReferenceEquality")
        boolean isDeduced() {
            return fields.isEmpty() && others == DEDUCED;
        }
    }

    /// @param keyDefault what an item that lacks this field is keyed by
    record Field(Schema type, @Nullable JsonNode keyDefault) {
    }

    /// Which kinds of values are allowed, at least one.
    record Shape(@Nullable Scalar scalar, @Nullable ListType list, @Nullable MapType map) {

        /// The part that fits the value; everything for null, absent and ill-typed values.
        Shape narrowedTo(@Nullable JsonNode value) {
            if (value == null || value.isNull()) {
                return this;
            }
            if (value.isObject()) {
                return map == null || (scalar == null && list == null) ? this : new Shape(null, null, map);
            }
            if (value.isArray()) {
                return list == null || (scalar == null && map == null) ? this : new Shape(null, list, null);
            }
            return scalar == null || (map == null && list == null) ? this : new Shape(scalar, null, null);
        }

        /// Whether both are parts of one shape; parts are never copied, so identity says it.
        @SuppressWarnings("ReferenceEquality")
        boolean sameAs(Shape other) {
            return scalar == other.scalar && list == other.list && map == other.map;
        }
    }
}
