package dev.plumbline.applier.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.Schema;
import dev.plumbline.manifests.TypedValue;

/// What an object said, before an operation, at the fields that the operation took.
final class Before {
    private Before() {
    }

    static ObjectNode of(ObjectNode former, OwnedFields owned, Schema schema) {
        return (ObjectNode) new TypedValue(former, schema).only(FieldSet.fromFieldsV1(owned.fields())).value();
    }
}
