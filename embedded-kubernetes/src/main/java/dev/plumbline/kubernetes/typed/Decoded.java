package dev.plumbline.kubernetes.typed;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An object in the form in which the server keeps it.
///
/// @param object        without undeclared fields and nulls
/// @param unknownFields paths of what was undeclared, as strict decoding reports them: `spec.template.foo`
public record Decoded(ObjectNode object, List<String> unknownFields) {
}
