package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// What the server fills in where a client left a field out, as a list of steps on one object.
///
/// Immutable: each method returns a longer list. A value that is there, and not null or an empty string, stays.
final class Defaults {
    /// Fills in nothing.
    static final Defaults NONE = new Defaults(List.of());

    private final List<Consumer<ObjectNode>> steps;

    private Defaults(List<Consumer<ObjectNode>> steps) {
        this.steps = steps;
    }

    Defaults put(String field, String value) {
        return put(field, TextNode.valueOf(value));
    }

    Defaults put(String field, int value) {
        return put(field, IntNode.valueOf(value));
    }

    Defaults put(String field, boolean value) {
        return put(field, BooleanNode.valueOf(value));
    }

    Defaults put(String field, JsonNode value) {
        return then(object -> {
            if (isAbsent(object.get(field))) {
                object.set(field, value.deepCopy());
            }
        });
    }

    /// Applies `defaults` to the object in `field`; nothing happens when there is none.
    Defaults in(String field, Defaults defaults) {
        return then(object -> {
            if (object.get(field) instanceof ObjectNode child) {
                defaults.apply(child);
            }
        });
    }

    /// Applies `defaults` to the object in `field`, which is made when it is missing.
    Defaults make(String field, Defaults defaults) {
        return then(object -> defaults.apply(Trees.object(object, field)));
    }

    Defaults make(String field) {
        return make(field, NONE);
    }

    /// Applies `defaults` to each object of the list in `field`.
    Defaults each(String field, Defaults defaults) {
        return then(object -> {
            if (object.get(field) instanceof ArrayNode items) {
                for (JsonNode item : items) {
                    if (item instanceof ObjectNode child) {
                        defaults.apply(child);
                    }
                }
            }
        });
    }

    Defaults when(Predicate<ObjectNode> condition, Defaults defaults) {
        return then(object -> {
            if (condition.test(object)) {
                defaults.apply(object);
            }
        });
    }

    /// Brings the quantities that are values of the map in `field` into their canonical form.
    Defaults quantities(String field) {
        return in(field, NONE.then(Quantity::canonicaliseValues));
    }

    /// Brings the quantity in `field` into its canonical form.
    Defaults quantity(String field) {
        return then(object -> Quantity.canonicalise(object, field));
    }

    Defaults then(Defaults more) {
        return then(more::apply);
    }

    Defaults then(Consumer<ObjectNode> step) {
        List<Consumer<ObjectNode>> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Defaults(List.copyOf(longer));
    }

    void apply(ObjectNode object) {
        for (Consumer<ObjectNode> step : steps) {
            step.accept(object);
        }
    }

    private static boolean isAbsent(@Nullable JsonNode value) {
        return value == null || value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    }
}
