package dev.plumbline.kubernetes.api;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A `v1` Status: how the API says that something failed, and how most deletions answer.
///
/// @param code          HTTP status; 2xx makes it a `Success`
/// @param continueToken with which an expired list can go on, mostly empty
public record Status(int code, String reason, String message, @Nullable Details details, String continueToken) {

    public Status(int code, String reason, String message, @Nullable Details details) {
        this(code, reason, message, details, "");
    }

    /// What a DELETE of `resource` answers.
    public static Status deleted(String group, String resource, String name, String uid) {
        return new Status(200, "", "", Details.of(name, group, resource).withUid(uid));
    }

    public ObjectNode toJson() {
        boolean success = code < 300;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "Status").put("apiVersion", "v1");
        ObjectNode metadata = json.putObject("metadata");
        if (!continueToken.isEmpty()) {
            metadata.put("continue", continueToken);
        }
        json.put("status", success ? "Success" : "Failure");
        if (!message.isEmpty()) {
            json.put("message", message);
        }
        if (!reason.isEmpty()) {
            json.put("reason", reason);
        }
        if (details != null) {
            details.writeTo(json.putObject("details"));
        }
        if (!success) {
            json.put("code", code);
        }
        return json;
    }
}
