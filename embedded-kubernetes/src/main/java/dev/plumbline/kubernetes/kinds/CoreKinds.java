package dev.plumbline.kubernetes.kinds;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The kinds of the core group that hold settings, access and records.
final class CoreKinds {
    private CoreKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("", "ConfigMap",
                new Rules().table(CoreTables.CONFIG_MAP).check(CoreChecks::configMap)
                        .checkUpdate(CoreChecks::unchangedIfImmutable));
        kinds.add("", "Secret",
                new Rules().table(CoreTables.SECRET).defaults(OtherDefaults.SECRET).check(CoreChecks::secret)
                        .checkUpdate(CoreChecks::secretUpdate)
                        .selectable(secret -> Map.of("type", Trees.text(secret, "type"))));
        kinds.add("", "ServiceAccount",
                new Rules().table(CoreTables.SERVICE_ACCOUNT));
        kinds.add("", "Namespace",
                new Rules().table(CoreTables.NAMESPACE).names(NameRule.DNS_LABEL).defaults(OtherDefaults.NAMESPACE)
                        .onCreate(CoreKinds::active).check(CoreChecks::namespace)
                        .onUpdate((namespace, old) -> Trees.copyField(Trees.object(namespace, "spec"), old.path("spec"),
                                "finalizers"))
                        .selectable(namespace -> Map.of("status.phase", Trees.text(namespace, "status", "phase"))));
        kinds.add("", "Event", new Rules().table(CoreTables.EVENT).createdByPut().withoutDependents()
                .check(EventChecks::event)
                .selectable(CoreKinds::eventFields));
        kinds.add("events.k8s.io", "Event",
                new Rules().table(CoreTables.EVENT).describedAs("/Event").createdByPut().withoutDependents()
                        .selectable(CoreKinds::regardingFields).check(EventChecks::newer));
        kinds.add("", "Node",
                new Rules().table(CoreTables.NODE).defaults(OtherDefaults.NODE)
                        .selectable(node -> Map.of(
                                "spec.unschedulable",
                                String.valueOf(Trees.at(node, "spec", "unschedulable").asBoolean()))));
        kinds.add("", "ResourceQuota",
                new Rules().table(CoreTables.QUOTA).defaults(OtherDefaults.QUOTA).check(LimitChecks::quota)
                        .checkUpdate(LimitChecks::quotaUpdate));
        kinds.add("", "LimitRange",
                new Rules().createdByPut().defaults(OtherDefaults.LIMIT_RANGE).check(LimitChecks::limitRange));
        kinds.add("coordination.k8s.io", "Lease",
                new Rules().table(CoreTables.LEASE).createdByPut().check(CoreChecks::lease));
    }

    private static void active(ObjectNode namespace) {
        namespace.putObject("status").put("phase", "Active");
        Trees.object(namespace, "spec").putArray("finalizers").add("kubernetes");
    }

    /// The names of the newer group.
    private static Map<String, String> regardingFields(ObjectNode event) {
        Map<String, String> fields = new LinkedHashMap<>();
        eventFields(event).forEach((name, value) -> {
            if (!name.equals("source")) {
                fields.put(name.replace("involvedObject.", "regarding.").replace("reportingComponent",
                        "reportingController"), value);
            }
        });
        return fields;
    }

    private static Map<String, String> eventFields(ObjectNode event) {
        Map<String, String> fields = new LinkedHashMap<>();
        JsonNode about = event.has("regarding") ? event.path("regarding") : event.path("involvedObject");
        for (String name : new String[]{"kind", "namespace", "name", "uid", "apiVersion", "resourceVersion",
                "fieldPath"}) {
            fields.put("involvedObject." + name, Trees.text(about, name));
        }
        fields.put("reason", Trees.text(event, "reason"));
        fields.put("reportingComponent", Trees.text(event, "reportingComponent"));
        String source = Trees.text(event, "source", "component");
        fields.put("source", source.isEmpty() ? Trees.text(event, "reportingComponent") : source);
        fields.put("type", Trees.text(event, "type"));
        return fields;
    }
}
