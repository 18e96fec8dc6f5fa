package dev.plumbline.kubernetes.patch;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;

/// RFC 6902 as evanphx/json-patch v4 reads it: `replace` of a missing key of an object adds it, negative indexes count
/// from the end, and the document itself cannot be addressed.
final class JsonPatch {
    static final List<String> FIELDS = List.of("op", "path", "from", "value");
    private static final int MAX_OPERATIONS = 10_000;

    private final JsonNode document;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (patch.isNull()) {
            return target;
        }
        if (!(patch instanceof ArrayNode operations)) {
            throw ApiException.badRequest("error decoding patch: json: cannot unmarshal " + GoText.typeOf(patch)
                    + " into Go value of type []handlers.jsonPatchOp");
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw ApiException.of(413, "RequestEntityTooLarge", "The allowed maximum operations in a JSON patch is "
                    + MAX_OPERATIONS + ", got " + operations.size());
        }
        JsonPatch run = new JsonPatch(target.deepCopy());
        for (JsonNode operation : operations) {
            if (!operation.isObject()) {
                throw ApiException.badRequest("error decoding patch: json: cannot unmarshal "
                        + GoText.typeOf(operation) + " into Go value of type handlers.jsonPatchOp");
            }
            checkTexts(operation);
        }
        operations.forEach(run::execute);
        return run.document;
    }

    private static void checkTexts(JsonNode operation) {
        for (String name : List.of("op", "path", "from")) {
            JsonNode text = operation.path(name);
            if (!text.isTextual() && !text.isMissingNode() && !text.isNull()) {
                throw ApiException.badRequest("error decoding patch: json: cannot unmarshal " + GoText.typeOf(text)
                        + " into Go struct field jsonPatchOp." + name + " of type string");
            }
        }
    }

    private void execute(JsonNode operation) {
        Location path = locate(operation.path("path"));
        switch (operation.path("op").asText("")) {
            case "add" -> path.add(operation.path("value"));
            case "remove" -> path.remove();
            case "replace" -> path.replace(operation.path("value"));
            case "move" -> path.add(locate(operation.path("from")).remove());
            case "copy" -> path.add(locate(operation.path("from")).get().deepCopy());
            case "test" -> path.test(operation.path("value"));
            default -> throw refused();
        }
    }

    private Location locate(JsonNode pointer) {
        if (!pointer.isTextual() || !pointer.textValue().startsWith("/")) {
            throw refused();
        }
        List<String> steps = new ArrayList<>();
        for (String step : pointer.textValue().substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        JsonNode container = document;
        sort(container);
        for (String step : steps.subList(0, steps.size() - 1)) {
            container = new Location(container, step).get();
            sort(container);
        }
        return new Location(container, steps.getLast());
    }

    private static void sort(JsonNode container) {
        if (container instanceof ObjectNode object) {
            KeyOrder.sort(object);
        }
    }

    private static ApiException refused() {
        return new ApiException(new Status(422, "Invalid",
                "the server rejected our request due to an error in our request", Details.EMPTY));
    }

    /// A key of an object or an index of a list.
    private record Location(JsonNode container, String key) {

        JsonNode get() {
            return switch (container) {
                case ObjectNode object -> present(object.get(key));
                case ArrayNode list -> list.get(index(list.size()));
                default -> throw refused();
            };
        }

        private static JsonNode present(@Nullable JsonNode value) {
            return value == null ? MissingNode.getInstance() : value;
        }

        void add(JsonNode value) {
            JsonNode added = value.isMissingNode() ? NullNode.getInstance() : value.deepCopy();
            switch (container) {
                case ObjectNode object -> put(object, added);
                case ArrayNode list when key.equals("-") -> list.add(added);
                case ArrayNode list -> list.insert(index(list.size() + 1), added);
                default -> throw refused();
            }
        }

        JsonNode remove() {
            JsonNode removed = switch (container) {
                case ObjectNode object -> present(object.remove(key));
                case ArrayNode list -> list.remove(index(list.size()));
                default -> throw refused();
            };
            if (removed.isMissingNode()) {
                throw refused();
            }
            return removed;
        }

        void replace(JsonNode value) {
            JsonNode replacement = value.isMissingNode() ? NullNode.getInstance() : value.deepCopy();
            switch (container) {
                case ObjectNode object -> put(object, replacement);
                case ArrayNode list -> list.set(index(list.size()), replacement);
                default -> throw refused();
            }
        }

        private void put(ObjectNode object, JsonNode value) {
            object.set(key, value);
            KeyOrder.sort(object);
        }

        void test(JsonNode expected) {
            JsonNode actual = get();
            boolean bothAbsent = (actual.isMissingNode() || actual.isNull())
                    && (expected.isMissingNode() || expected.isNull());
            if (!bothAbsent && !actual.equals((left, right) -> compare(left, right), expected)) {
                throw refused();
            }
        }

        /// Numbers are equal by value, whatever their Java type.
        private static int compare(JsonNode left, JsonNode right) {
            if (left.isNumber() && right.isNumber()) {
                return left.decimalValue().compareTo(right.decimalValue());
            }
            return left.equals(right) ? 0 : 1;
        }

        private int index(int size) {
            try {
                int index = Integer.parseInt(key);
                int counted = index < 0 ? index + size : index;
                if (counted >= 0 && counted < size) {
                    return counted;
                }
            } catch (NumberFormatException _) {
                throw refused();
            }
            throw refused();
        }
    }
}
