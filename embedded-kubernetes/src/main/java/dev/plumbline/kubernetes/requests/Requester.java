package dev.plumbline.kubernetes.requests;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.User;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.resources.ResourceType;

/// Writes into a certificate request who made it, whatever its maker says.
final class Requester {
    private static final ResourceName REQUESTS = new ResourceName("certificates.k8s.io",
            "certificatesigningrequests");

    private Requester() {
    }

    static void sign(ResourceType type, ObjectNode object, User user) {
        if (!type.storage().equals(REQUESTS)) {
            return;
        }
        ObjectNode spec = object.withObjectProperty("spec");
        spec.remove("extra");
        spec.put("username", user.name());
        if (user.uid().isEmpty()) {
            spec.remove("uid");
        } else {
            spec.put("uid", user.uid());
        }
        ArrayNode groups = spec.putArray("groups");
        user.groups().forEach(groups::add);
        user.extra().forEach((name, values) -> {
            ArrayNode texts = spec.withObjectProperty("extra").putArray(name);
            values.forEach(texts::add);
        });
    }
}
