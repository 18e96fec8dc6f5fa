package dev.plumbline.kubernetes.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Makes something wrong, or something else, of a body that was right.
final class Mutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 300;
    private static final int LONG = 5_000;

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    JsonNode of(JsonNode body) {
        JsonNode mutated = body.deepCopy();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            List<JsonNode> containers = new ArrayList<>();
            collect(mutated, containers);
            if (containers.isEmpty()) {
                return anything(mutated);
            }
            change(containers.get(random.nextInt(containers.size())), mutated);
        }
        return mutated;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void change(JsonNode container, JsonNode root) {
        if (container instanceof ArrayNode array) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(3)) {
                case 0 -> array.remove(at);
                case 1 -> array.add(array.get(at).deepCopy());
                default -> array.set(at, anything(root));
            }
        } else if (container instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> fields = List.copyOf(object.properties());
            Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(field.getKey());
                case 1 -> object.set(field.getKey() + (random.nextBoolean() ? "x" : "\u0000"),
                        field.getValue().deepCopy());
                default -> object.set(field.getKey(), anything(root));
            }
        }
    }

    private JsonNode anything(JsonNode root) {
        return switch (random.nextInt(13)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(-1);
            case 3 -> NODES.numberNode(3);
            case 4 -> NODES.numberNode(new java.math.BigDecimal("1.5e30"));
            case 5 -> NODES.numberNode(new java.math.BigInteger("99999999999999999999"));
            case 6 -> NODES.textNode("");
            case 7 -> NODES.textNode("é\u0000/~1 %s".repeat(1 + random.nextInt(3)));
            case 8 -> NODES.textNode("y".repeat(LONG));
            case 9 -> NODES.textNode("-1.5Gi");
            case 10 -> NODES.arrayNode().add(NODES.objectNode());
            case 11 -> deep();
            default -> root.deepCopy();
        };
    }

    private static JsonNode deep() {
        JsonNode node = NODES.objectNode();
        for (int i = 0; i < DEEP; i++) {
            node = NODES.arrayNode().add(node);
        }
        return node;
    }
}
