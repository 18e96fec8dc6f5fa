package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.resources.ObjectForm;
import dev.plumbline.kubernetes.typed.Decoded;
import dev.plumbline.kubernetes.typed.TypedDecoder;
import dev.plumbline.kubernetes.typed.UnmarshalException;

/// Objects of a custom resource in one version: pruned and defaulted by the declared schema, metadata typed.
final class CustomForm implements ObjectForm {
    private final JsonNode declared;
    private final StructuralSchema schema;
    private final TypedDecoder metadata;

    /// @param metadata decoder of ObjectMeta
    CustomForm(JsonNode declared, TypedDecoder metadata) {
        this.declared = declared;
        this.schema = StructuralSchema.of(declared);
        this.metadata = metadata;
    }

    StructuralSchema schema() {
        return schema;
    }

    @Override
    public Decoded decode(ObjectNode sent) throws UnmarshalException {
        List<String> unknown = new ArrayList<>(0);
        ObjectNode object = Pruning.prune(schema, sent, unknown).deepCopy();
        JsonNode sentMetadata = sent.path("metadata");
        if (sentMetadata instanceof ObjectNode fields) {
            Decoded decoded = metadata.decode(fields);
            decoded.unknownFields().forEach(field -> unknown.add("metadata." + field));
            object.set("metadata", decoded.object());
        } else {
            object.putObject("metadata");
        }
        Defaulting.apply(schema, object);
        unknown.sort(null);
        return new Decoded(object, unknown);
    }

    @Override
    public ObjectNode present(ObjectNode stored) {
        ObjectNode object = stored.deepCopy();
        Defaulting.apply(schema, object);
        return object;
    }

    @Override
    public Optional<JsonNode> declaredSchema() {
        return Optional.of(declared);
    }

    @Override
    public boolean isTyped() {
        return false;
    }
}
