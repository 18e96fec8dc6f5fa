package dev.plumbline.kubernetes.controllers;

import java.util.List;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Says of each FlowSchema whether its priority level exists, as a kube-apiserver does.
final class FlowSchemas implements Controller {
    private static final String GROUP = "flowcontrol.apiserver.k8s.io";

    private final ResourceClient schemas;
    private final ResourceClient levels;
    private final Loop<String> loop = new Loop<>("flow-schemas", this::reconcile);

    FlowSchemas(ApiClient client) {
        this.schemas = client.resource(GROUP, "flowschemas");
        this.levels = client.resource(GROUP, "prioritylevelconfigurations");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(schemas.watch(change -> loop.add(change.ref().name())),
                levels.watch(_ -> schemas.list("").forEach(schema -> loop.add(Objects.name(schema)))), loop.start());
    }

    private void reconcile(String name) {
        schemas.modifyStatus("", name, schema -> {
            String level = Trees.text(schema, "spec", "priorityLevelConfiguration", "name");
            boolean exists = levels.find("", level).isPresent();
            String message = "This FlowSchema references the PriorityLevelConfiguration object named \"" + level + "\" "
                    + (exists ? "and it exists" : "but there is no such object");
            Conditions.set(Trees.object(schema, "status"), "Dangling", exists ? "False" : "True",
                    exists ? "Found" : "NotFound", message);
            return schema;
        });
    }
}
