package dev.plumbline.kubernetes.kinds;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// What a Job must fulfil, and what may change of one (pkg/apis/batch/validation).
final class JobChecks {
    private static final int MOST_INDEXES = 100_000;
    private static final int LONGEST_MANAGER = 63;
    private static final String INDEXED = "Indexed";
    private static final String NEEDS_INDEXES = "requires indexed completion mode";
    private static final List<String> COUNTS = List.of("parallelism", "completions", "activeDeadlineSeconds",
            "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes");

    private JobChecks() {
    }

    static void job(Field job) {
        Field spec = job.at("spec");
        generatedSelector(job);
        spec(spec);
        Field selector = spec.at("selector");
        if (selector.isPresent()) {
            SharedChecks.selector(selector);
        } else {
            selector.missing("");
        }
        Field labels = spec.at("template", "metadata", "labels");
        if (!selector.isPresent() || !SharedChecks.matches(selector.value(), labels.value())) {
            labels.as(SharedChecks.sorted(labels.value())).invalid(WorkloadChecks.MISMATCH);
        }
        int completions = spec.at("completions").value().asInt();
        if (isIndexed(spec) && completions > 0) {
            String host = job.at("metadata", "name").text() + "-" + (completions - 1);
            if (!Texts.label(host).isEmpty()) {
                job.at("metadata", "name").invalid("will not able to create pod with invalid DNS label: " + host);
            }
        }
    }

    /// The labels that a selector made by the server asks for are those that the server gave.
    private static void generatedSelector(Field job) {
        Field spec = job.at("spec");
        if (spec.at("manualSelector").value().asBoolean() || !spec.at("selector").isPresent()) {
            return;
        }
        Field labels = spec.at("template", "metadata", "labels");
        String uid = job.at("metadata", "uid").text();
        String name = job.at("metadata", "name").text();
        ObjectNode expected = ((ObjectNode) job.value()).objectNode();
        expected.put("controller-uid", uid).put("job-name", name).put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", name);
        expected.properties().forEach(label -> {
            String wanted = label.getValue().asText();
            JsonNode found = labels.value().path(label.getKey());
            if (found.isMissingNode()) {
                labels.key(label.getKey()).missing("must be '" + wanted + "'");
            } else if (!found.asText().equals(wanted)) {
                labels.key(label.getKey()).as(SharedChecks.sorted(labels.value())).invalid("must be '" + wanted + "'");
            }
        });
        if (!SharedChecks.matches(spec.at("selector").value(), expected)) {
            spec.at("selector").invalid("`selector` not auto-generated");
        }
    }

    private static boolean isIndexed(Field spec) {
        return spec.at("completionMode").text().equals(INDEXED);
    }

    /// What holds for the Jobs of a CronJob too.
    static void spec(Field spec) {
        COUNTS.forEach(count -> spec.at(count).notNegative());
        if (spec.at("maxFailedIndexes").isPresent() && !spec.at("backoffLimitPerIndex").isPresent()) {
            spec.at("backoffLimitPerIndex").missing("when maxFailedIndexes is specified");
        }
        spec.at("managedBy").ifPresent(JobChecks::manager);
        spec.at("completionMode").oneOf("NonIndexed", INDEXED);
        if (isIndexed(spec)) {
            indexes(spec);
        } else if (!spec.at("completionMode").isSet() || spec.at("completionMode").text().equals("NonIndexed")) {
            for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
                spec.at(field).ifPresent(limit -> limit.invalid(NEEDS_INDEXES));
            }
        }
        boolean hasFailurePolicy = spec.at("podFailurePolicy").isPresent();
        JobPolicyChecks.failurePolicy(spec);
        spec.at("successPolicy").ifPresent(policy -> {
            if (isIndexed(spec)) {
                JobPolicyChecks.successPolicy(policy, spec.at("completions").value().asInt());
            } else {
                policy.invalid(NEEDS_INDEXES);
            }
        });
        Field replacement = spec.at("podReplacementPolicy");
        if (hasFailurePolicy) {
            replacement.oneOf("Failed");
        } else {
            replacement.oneOf("Failed", "TerminatingOrFailed");
        }
        PodChecks.template(spec.at("template"));
        restarts(spec.at("template", "spec", "restartPolicy"), hasFailurePolicy);
    }

    private static void indexes(Field spec) {
        Field completions = spec.at("completions");
        if (!completions.isPresent()) {
            completions.missing("when completion mode is Indexed");
        }
        Field parallelism = spec.at("parallelism");
        if (parallelism.value().asInt() > MOST_INDEXES) {
            parallelism.invalid("must be less than or equal to " + MOST_INDEXES
                    + " when completion mode is Indexed");
        }
        Field failed = spec.at("maxFailedIndexes");
        if (completions.isPresent() && failed.value().asInt() > completions.value().asInt()) {
            failed.invalid("must be less than or equal to completions");
        }
        if (failed.value().asInt() > MOST_INDEXES) {
            failed.invalid("must be less than or equal to " + MOST_INDEXES);
        }
    }

    private static void manager(Field manager) {
        String text = manager.text();
        int slash = text.indexOf('/');
        if (text.isEmpty()) {
            manager.missing("");
        } else if (slash <= 0 || slash == text.length() - 1) {
            manager.invalid("must be a domain-prefixed path (such as \"acme.io/foo\")");
        } else {
            NameRules.subdomain(text.substring(0, slash))
                    .forEach(manager.as(SharedChecks.text(text.substring(0, slash)))::invalid);
        }
        if (text.length() > LONGEST_MANAGER) {
            manager.tooLong(LONGEST_MANAGER);
        }
    }

    private static void restarts(Field policy, boolean hasFailurePolicy) {
        switch (policy.text()) {
            case "", "Always" -> policy.missing("valid values: \"OnFailure\", \"Never\"");
            case "Never" -> {
            }
            case "OnFailure" -> {
                if (hasFailurePolicy) {
                    policy.invalid("only \"Never\" is supported when podFailurePolicy is specified");
                }
            }
            default -> policy.unsupported(List.of("OnFailure", "Never"));
        }
    }

    static void update(Field job, ObjectNode old) {
        JsonNode before = old.path("spec");
        Field spec = job.at("spec");
        completions(spec, before);
        spec.at("selector").immutable(before.path("selector"));
        boolean wasSuspended = before.path("suspend").asBoolean() && !Trees.at(old, "status").has("startTime");
        if (!wasSuspended || !isOnlyRescheduled(spec.value().path("template"), before.path("template"))) {
            spec.at("template").immutable(before.path("template"));
        }
        for (String field : List.of("completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy",
                "successPolicy")) {
            spec.at(field).immutable(before.path(field));
        }
    }

    private static void completions(Field spec, JsonNode before) {
        Field completions = spec.at("completions");
        if (!isIndexed(spec)) {
            completions.immutable(before.path("completions"));
        } else if (completions.isPresent() && !completions.value().equals(before.path("completions"))
                && !completions.value().equals(spec.at("parallelism").value())) {
            completions.invalid("can only be modified in tandem with spec.parallelism");
        }
    }

    /// Where the Pods of a suspended Job run may change, as long as none has run.
    private static boolean isOnlyRescheduled(JsonNode template, JsonNode before) {
        return scheduled(template).equals(scheduled(before));
    }

    private static JsonNode scheduled(JsonNode template) {
        JsonNode copy = template.deepCopy();
        if (copy.path("spec") instanceof ObjectNode spec) {
            spec.remove(List.of("nodeSelector", "affinity", "tolerations", "schedulingGates"));
        }
        if (copy instanceof ObjectNode object) {
            object.remove("metadata");
        }
        return copy;
    }
}
