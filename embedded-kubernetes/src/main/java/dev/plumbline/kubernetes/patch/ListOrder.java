package dev.plumbline.kubernetes.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/// The order of a merged list: items of the patch in the patch's order, the others in the server's, interleaved so that
/// an item that only the server has keeps its place before those that followed it.
final class ListOrder {
    private ListOrder() {
    }

    /// `key` is empty for lists of plain values.
    static ArrayNode arrange(ArrayNode merged, ArrayNode patchOrder, ArrayNode serverOrder, String key) {
        List<JsonNode> fromPatch = new ArrayList<>();
        List<JsonNode> fromServer = new ArrayList<>();
        for (JsonNode item : merged) {
            (indexOf(patchOrder, identity(item, key), key) >= 0 ? fromPatch : fromServer).add(item);
        }
        fromPatch.sort(Comparator.comparingInt(item -> indexOf(patchOrder, identity(item, key), key)));
        fromServer.sort(Comparator.comparingInt(item -> indexOf(serverOrder, identity(item, key), key)));
        ArrayNode arranged = merged.arrayNode();
        int server = 0;
        for (JsonNode item : fromPatch) {
            int place = indexOf(serverOrder, identity(item, key), key);
            while (server < fromServer.size() && comesBefore(fromServer.get(server), place, serverOrder, key)) {
                arranged.add(fromServer.get(server++));
            }
            arranged.add(item);
        }
        arranged.addAll(fromServer.subList(server, fromServer.size()));
        return arranged;
    }

    private static boolean comesBefore(JsonNode item, int place, ArrayNode serverOrder, String key) {
        int index = indexOf(serverOrder, identity(item, key), key);
        return index >= 0 && place >= 0 && index < place;
    }

    /// Refuses an order that does not name the items of the patch in the patch's own order.
    static void check(ArrayNode patch, ArrayNode order, String key) {
        if (order.isEmpty()) {
            return;
        }
        int next = 0;
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode item : patch) {
            if (!item.has("$patch")) {
                kept.add(item);
            }
        }
        for (JsonNode place : order) {
            if (next < kept.size() && identity(kept.get(next), key).equals(identity(place, key))) {
                next++;
            }
        }
        if (next < kept.size()) {
            throw StrategicPatch.internal("The order in patch list:\n" + GoText.of(patch) + "\n doesn't match "
                    + StrategicPatch.ELEMENT_ORDER.substring(0, StrategicPatch.ELEMENT_ORDER.length() - 1)
                    + " list:\n" + GoText.of(order) + "\n");
        }
    }

    static int indexOf(ArrayNode items, JsonNode identity, String key) {
        for (int i = 0; i < items.size(); i++) {
            if (identity(items.get(i), key).equals(identity)) {
                return i;
            }
        }
        return -1;
    }

    private static JsonNode identity(JsonNode item, String key) {
        return key.isEmpty() ? item : item.path(key);
    }
}
