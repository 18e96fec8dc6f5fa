package dev.plumbline.kubernetes.requests;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Stored;

/// Stored objects as they are shown in a version of their resource.
public final class Presentation {

    /// The whole object with apiVersion and kind; the parts may be shared with the store, copy before changing.
    public ObjectNode of(ResourceType type, Stored stored) {
        return inFront(type, type.form().present(stored.tree()));
    }

    /// The object with kind and apiVersion of the type before all else; its parts are shared with the argument.
    static ObjectNode inFront(ResourceType type, ObjectNode object) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        out.setAll(object);
        out.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        return out;
    }

    /// The JSON of the whole object.
    public byte[] bytes(ResourceType type, Stored stored) {
        byte[] head = ("{\"kind\":\"" + type.kind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\",")
                .getBytes(StandardCharsets.UTF_8);
        byte[] body = bare(type, stored);
        byte[] out = new byte[head.length + body.length - 1];
        System.arraycopy(head, 0, out, 0, head.length);
        System.arraycopy(body, 1, out, head.length, body.length - 1);
        return out;
    }

    /// The JSON of the object without apiVersion and kind, as items of built-in lists are.
    public byte[] bare(ResourceType type, Stored stored) {
        if (!type.form().changesOnPresent()) {
            return stored.json();
        }
        return Json.bytes(type.form().present(stored.tree()));
    }
}
