package dev.plumbline.kubernetes.api;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The `details` of a Status: what a refusal or a deletion is about. Empty texts and zero are left out of the JSON.
public record Details(String name, String group, String kind, String uid, List<Cause> causes, int retryAfterSeconds) {
    public static final Details EMPTY = new Details("", "", "", "", List.of(), 0);

    public Details {
        causes = List.copyOf(causes);
    }

    public static Details of(String name, String group, String kind) {
        return new Details(name, group, kind, "", List.of(), 0);
    }

    public Details with(List<Cause> newCauses) {
        return new Details(name, group, kind, uid, newCauses, retryAfterSeconds);
    }

    public Details withUid(String newUid) {
        return new Details(name, group, kind, newUid, causes, retryAfterSeconds);
    }

    void writeTo(ObjectNode json) {
        putUnlessEmpty(json, "name", name);
        putUnlessEmpty(json, "group", group);
        putUnlessEmpty(json, "kind", kind);
        putUnlessEmpty(json, "uid", uid);
        if (!causes.isEmpty()) {
            var list = json.putArray("causes");
            for (Cause cause : causes) {
                ObjectNode entry = list.addObject();
                putUnlessEmpty(entry, "reason", cause.reason());
                putUnlessEmpty(entry, "message", cause.message());
                putUnlessEmpty(entry, "field", cause.field());
            }
        }
        if (retryAfterSeconds > 0) {
            json.put("retryAfterSeconds", retryAfterSeconds);
        }
    }

    private static void putUnlessEmpty(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }
}
