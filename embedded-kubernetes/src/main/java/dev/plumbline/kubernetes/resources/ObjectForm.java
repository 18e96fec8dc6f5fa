package dev.plumbline.kubernetes.resources;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.typed.Decoded;
import dev.plumbline.kubernetes.typed.UnmarshalException;

/// The form that objects of a resource have: how what clients send becomes what is stored, and back.
public interface ObjectForm {

    /// Brings a sent object into the form of its version, with all defaults filled in.
    Decoded decode(ObjectNode sent) throws UnmarshalException;

    /// What is written of an object in which nothing is set, without defaults.
    default ObjectNode zero() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Brings an object of this version into the form that is stored; may return its argument.
    default ObjectNode toStored(ObjectNode object) {
        return object;
    }

    /// Brings a stored object into the form of the version it is asked for in; may return its argument.
    default ObjectNode present(ObjectNode stored) {
        return stored;
    }

    /// Whether [#present] may change anything; if not, stored bytes are sent as they are.
    default boolean changesOnPresent() {
        return false;
    }

    /// The OpenAPI schema that a CustomResourceDefinition declares; empty for built-in kinds.
    default Optional<JsonNode> declaredSchema() {
        return Optional.empty();
    }

    /// Whether strategic merge patches are possible.
    default boolean isTyped() {
        return true;
    }
}
