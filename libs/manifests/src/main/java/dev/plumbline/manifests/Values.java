package dev.plumbline.manifests;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;

/// Equality and order of JSON values as Kubernetes sees them: numbers by value whatever their form (`1` = `1.0`), maps
/// whatever the order of their keys.
public final class Values {
    private Values() {
    }

    /// Whether two values are the same to Kubernetes; a missing node is like null.
    public static boolean same(JsonNode left, JsonNode right) {
        if (identical(left, right)) {
            return true;
        }
        if (left.isNumber() && right.isNumber()) {
            return compareNumbers(left, right) == 0;
        }
        if (left.isObject() && right.isObject()) {
            return sameFields(left, right);
        }
        if (left.isArray() && right.isArray()) {
            return sameItems(left, right);
        }
        if (absent(left) || absent(right)) {
            return absent(left) && absent(right);
        }
        return left.equals(right);
    }

    /// One and the same node: merges share what they do not change.
    @SuppressWarnings("ReferenceEquality")
    static boolean identical(JsonNode left, JsonNode right) {
        return left == right;
    }

    private static boolean sameFields(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : left.properties()) {
            JsonNode other = right.get(field.getKey());
            if (other == null || !same(field.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean absent(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    /// Orders values: numbers, strings, booleans, lists, maps, null.
    static int compare(JsonNode left, JsonNode right) {
        int leftRank = rank(left);
        int rightRank = rank(right);
        if (leftRank != rightRank) {
            return Integer.compare(leftRank, rightRank);
        }
        return switch (leftRank) {
            case 0 -> compareNumbers(left, right);
            case 1 -> left.textValue().compareTo(right.textValue());
            case 2 -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case 5 -> 0;
            default -> left.toString().compareTo(right.toString());
        };
    }

    static int hash(JsonNode scalar) {
        return scalar.isNumber() ? Double.hashCode(scalar.doubleValue()) : scalar.hashCode();
    }

    private static int rank(JsonNode node) {
        JsonNodeType type = node.getNodeType();
        return switch (type) {
            case NUMBER -> 0;
            case STRING, BINARY -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT, POJO -> 4;
            case NULL, MISSING -> 5;
        };
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        if (left.isIntegralNumber() && right.isIntegralNumber() && left.canConvertToLong()
                && right.canConvertToLong()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        BigDecimal leftValue = left.decimalValue();
        return leftValue.compareTo(right.decimalValue());
    }
}
