package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What kubectl shows of the kinds that run Pods.
final class WorkloadTables {
    private static final String NONE = "<none>";

    static final Table DEPLOYMENT = withSelector(Table.named().text("Ready", WorkloadTables::ready)
            .countAsText("Up-to-date", "status", "updatedReplicas")
            .countAsText("Available", "status", "availableReplicas").age());
    static final Table REPLICA_SET = withSelector(Table.named().count("Desired", "spec", "replicas")
            .count("Current", "status", "replicas").count("Ready", "status", "readyReplicas").age());
    static final Table SCALE = Table.named().declaredAs("string", "").count("Desired", "spec", "replicas")
            .count("Available", "status", "replicas").age();
    static final Table STATEFUL_SET = withContainers(Table.named().text("Ready", WorkloadTables::ready).age(), "spec",
            "template");
    static final Table DAEMON_SET = withSelector(Table.named()
            .count("Desired", "status", "desiredNumberScheduled").count("Current", "status", "currentNumberScheduled")
            .count("Ready", "status", "numberReady").count("Up-to-date", "status", "updatedNumberScheduled")
            .count("Available", "status", "numberAvailable")
            .text("Node Selector", set -> terms(Trees.at(set, "spec", "template", "spec", "nodeSelector"))).age());
    static final Table JOB = withSelector(Table.named().text("Status", WorkloadTables::jobStatus)
            .text("Completions", WorkloadTables::completions).text("Duration", WorkloadTables::duration).age());
    static final Table CRON_JOB = withContainers(Table.named().path("Schedule", "", "spec", "schedule")
            .path("Timezone", NONE, "spec", "timeZone")
            .text("Suspend", cronJob -> Trees.at(cronJob, "spec", "suspend").asBoolean() ? "True" : "False")
            .declaredAs("boolean", "")
            .number("Active", cronJob -> Trees.at(cronJob, "status", "active").size())
            .text("Last Schedule", WorkloadTables::lastSchedule).age(), "spec", "jobTemplate", "spec", "template")
            .text("Selector", cronJob -> selector(Trees.at(cronJob, "spec", "jobTemplate", "spec", "selector")));
    static final Table REVISION = Table.named().text("Controller", WorkloadTables::controller)
            .countAsText("Revision", "revision").age();
    static final Table POD_TEMPLATE = Table.named()
            .text("Containers", template -> containers(template.path("template"), "name"))
            .text("Images", template -> containers(template.path("template"), "image"))
            .text("Pod Labels", template -> terms(Trees.at(template, "template", "metadata", "labels")));

    private WorkloadTables() {
    }

    private static Table withContainers(Table table, String... template) {
        return table.wide().text("Containers", workload -> containers(Trees.at(workload, template), "name"))
                .text("Images", workload -> containers(Trees.at(workload, template), "image"));
    }

    private static Table withSelector(Table table) {
        Function<ObjectNode, String> selector = workload -> {
            JsonNode node = Trees.at(workload, "spec", "selector");
            boolean isPlain = node.isObject() && !node.has("matchLabels") && !node.has("matchExpressions");
            return isPlain ? terms(node) : selector(node);
        };
        return withContainers(table, "spec", "template").text("Selector", selector);
    }

    private static String containers(JsonNode template, String field) {
        List<String> values = new ArrayList<>();
        template.path("spec").path("containers").forEach(container -> values.add(container.path(field).asText()));
        return String.join(",", values);
    }

    /// Labels as `a=b,c=d`.
    static String terms(JsonNode labels) {
        if (labels.isEmpty()) {
            return NONE;
        }
        List<String> terms = new ArrayList<>();
        new TreeMap<>(Trees.strings(labels)).forEach((key, value) -> terms.add(key + "=" + value));
        return String.join(",", terms);
    }

    /// A LabelSelector as `a=b,c in (d,e)`.
    static String selector(JsonNode selector) {
        Map<String, String> terms = new TreeMap<>();
        Trees.strings(selector.path("matchLabels")).forEach((key, value) -> terms.put(key, key + "=" + value));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            String values = " (" + String.join(",", Trees.texts(expression.path("values")).stream().sorted().toList())
                    + ")";
            terms.put(key, switch (expression.path("operator").asText()) {
                case "In" -> key + " in" + values;
                case "NotIn" -> key + " notin" + values;
                case "Exists" -> key;
                default -> "!" + key;
            });
        }
        return terms.isEmpty() ? NONE : String.join(",", terms.values());
    }

    private static String ready(ObjectNode workload) {
        return Trees.at(workload, "status", "readyReplicas").asInt() + "/"
                + Trees.at(workload, "spec", "replicas").asInt();
    }

    private static String jobStatus(ObjectNode job) {
        for (String type : List.of("Complete", "Failed", "Suspended", "SuccessCriteriaMet", "FailureTarget")) {
            for (JsonNode condition : Trees.at(job, "status", "conditions")) {
                boolean holds = condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True");
                if (holds) {
                    return type;
                }
            }
        }
        return job.path("metadata").has("deletionTimestamp") ? "Terminating" : "Running";
    }

    private static String completions(ObjectNode job) {
        int succeeded = Trees.at(job, "status", "succeeded").asInt();
        JsonNode completions = Trees.at(job, "spec", "completions");
        if (completions.isNumber()) {
            return succeeded + "/" + completions.asInt();
        }
        int parallelism = Trees.at(job, "spec", "parallelism").asInt();
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(ObjectNode job) {
        String start = Trees.text(job, "status", "startTime");
        String end = Trees.text(job, "status", "completionTime");
        if (start.isEmpty()) {
            return "";
        }
        return end.isEmpty() ? Ages.since(start) : Ages.between(start, end);
    }

    private static String lastSchedule(ObjectNode cronJob) {
        String last = Trees.text(cronJob, "status", "lastScheduleTime");
        return last.isEmpty() ? NONE : Ages.since(last);
    }

    private static String controller(ObjectNode revision) {
        for (JsonNode reference : Trees.at(revision, "metadata", "ownerReferences")) {
            if (reference.path("controller").asBoolean()) {
                String group = reference.path("apiVersion").asText().replaceFirst("/?[^/]*$", "");
                String kind = reference.path("kind").asText().toLowerCase(java.util.Locale.ROOT);
                return kind + (group.isEmpty() ? "" : "." + group) + "/" + reference.path("name").asText();
            }
        }
        return NONE;
    }
}
