package dev.plumbline.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What kubectl shows of admission policies, of address ranges and of what describes volumes.
final class ClusterTables {
    private static final String UNSET = "<unset>";

    static final Table VALIDATING_POLICY = Table.named()
            .number("Validations", policy -> Trees.at(policy, "spec", "validations").size())
            .text("ParamKind", ClusterTables::parameterKind).age();
    static final Table MUTATING_POLICY = Table.named()
            .number("Mutations", policy -> Trees.at(policy, "spec", "mutations").size())
            .text("ParamKind", ClusterTables::parameterKind).age();
    static final Table POLICY_BINDING = Table.named().path("PolicyName", "", "spec", "policyName")
            .text("ParamRef", ClusterTables::parameter).age();
    static final Table ADDRESS_RANGE = Table.named()
            .text("CIDRs", range -> String.join(",", Trees.texts(Trees.at(range, "spec", "cidrs")))).age();
    static final Table ADDRESS = Table.named().text("ParentRef", ClusterTables::parent);
    static final Table VOLUME_ATTRIBUTES = Table.named("storageclass.kubernetes.io/is-default-class")
            .path("DriverName", "", "driverName").age();
    static final Table STORAGE_CAPACITY = Table.named().path("StorageClassName", "", "storageClassName")
            .path("Capacity", UNSET, "capacity");

    private ClusterTables() {
    }

    private static String parameterKind(ObjectNode policy) {
        JsonNode kind = Trees.at(policy, "spec", "paramKind");
        return kind.isObject() ? Trees.text(kind, "apiVersion") + "/" + Trees.text(kind, "kind") : UNSET;
    }

    /// A parameter that is named in no namespace may be looked for in any.
    private static String parameter(ObjectNode binding) {
        JsonNode reference = Trees.at(binding, "spec", "paramRef");
        String name = Trees.text(reference, "name");
        String namespace = Trees.text(reference, "namespace");
        return name.isEmpty() ? UNSET : (namespace.isEmpty() ? "*" : namespace) + "/" + name;
    }

    private static String parent(ObjectNode address) {
        JsonNode reference = Trees.at(address, "spec", "parentRef");
        if (!reference.isObject()) {
            return "<none>";
        }
        String group = Trees.text(reference, "group");
        String namespace = Trees.text(reference, "namespace");
        return Trees.text(reference, "resource") + (group.isEmpty() ? "" : "." + group)
                + (namespace.isEmpty() ? "" : "/" + namespace) + "/" + Trees.text(reference, "name");
    }
}
