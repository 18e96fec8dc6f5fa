package dev.plumbline.kubernetes.managedfields;

import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;

/// The fields that each resource resets before it stores an object (`GetResetFields` of the registry strategies).
final class ResetFields {
    private static final FieldSet STATUS = FieldSet.of(FieldPath.of("status"));
    private static final FieldSet SPEC = FieldSet.of(FieldPath.of("spec"));
    private static final FieldSet METADATA_AND_SPEC = FieldSet.of(FieldPath.of("metadata"), FieldPath.of("spec"));

    private ResetFields() {
    }

    static FieldSet builtIn(String kind, String subresource, boolean hasStatus) {
        return switch (subresource) {
            case "" -> hasStatus ? STATUS : FieldSet.EMPTY;
            case "status" -> switch (kind) {
                case "Deployment" -> SPEC.union(FieldSet.of(FieldPath.of("metadata", "labels")));
                case "Pod" -> SPEC.union(FieldSet.of(FieldPath.of("metadata", "deletionTimestamp"),
                        FieldPath.of("metadata", "ownerReferences")));
                case "CustomResourceDefinition", "FlowSchema", "PriorityLevelConfiguration", "StorageVersion" ->
                    METADATA_AND_SPEC;
                default -> SPEC;
            };
            default -> FieldSet.EMPTY;
        };
    }

    static FieldSet custom(String subresource, boolean hasStatus) {
        return switch (subresource) {
            case "" -> hasStatus ? STATUS : FieldSet.EMPTY;
            case "status" -> METADATA_AND_SPEC;
            default -> FieldSet.EMPTY;
        };
    }
}
