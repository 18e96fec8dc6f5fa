package dev.plumbline.kubernetes.kinds;

import java.util.Map;

/// The kinds of `batch`.
final class BatchKinds {
    private static final String BATCH = "batch";

    private BatchKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add(BATCH, "Job", new Rules().table(WorkloadTables.JOB).generation().defaults(WorkloadDefaults.JOB)
                .onCreate(WorkloadDefaults::generateSelector).onCreate(WorkloadDefaults::labelsOfTemplate)
                .check(job -> WorkloadChecks.job(job.at("spec"))).checkUpdate(WorkloadChecks::jobUpdate)
                .warn((job, old) -> Warnings.workload(job, old, "spec", "template"))
                .selectable(job -> Map.of("status.successful", Trees.at(job, "status", "succeeded").asText("0"))));
        kinds.add(BATCH, "CronJob",
                new Rules().table(WorkloadTables.CRON_JOB).generation().defaults(WorkloadDefaults.CRON_JOB)
                        .check(WorkloadChecks::cronJob).warn((cronJob, old) -> Warnings.workload(cronJob, old, "spec",
                                "jobTemplate", "spec", "template")));
    }
}
