package dev.plumbline.kubernetes.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ObjectRef;

/// Which object a controller has to look at; `namespace` is empty for cluster-scoped ones.
record Key(String namespace, String name) {

    static Key of(ObjectRef ref) {
        return new Key(ref.namespace(), ref.name());
    }

    static Key of(ObjectNode object) {
        return new Key(object.path("metadata").path("namespace").asText(""),
                object.path("metadata").path("name").asText(""));
    }
}
