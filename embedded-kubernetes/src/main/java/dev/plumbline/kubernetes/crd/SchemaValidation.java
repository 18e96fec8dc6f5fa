package dev.plumbline.kubernetes.crd;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

final class SchemaValidation {

    private SchemaValidation() {
    }

    static List<Cause> validate(StructuralSchema schema, ObjectNode object, @Nullable ObjectNode old) {
        return List.of();
    }
}
