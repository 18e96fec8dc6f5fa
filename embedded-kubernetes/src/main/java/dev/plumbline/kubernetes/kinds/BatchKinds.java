package dev.plumbline.kubernetes.kinds;

import java.util.Map;

/// The kinds of `batch`.
final class BatchKinds {
    private static final String BATCH = "batch";
    private static final String PODS_STAY = "child pods are preserved by default when jobs are deleted; set "
            + "propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning";

    private BatchKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add(BATCH, "Job",
                new Rules().table(WorkloadTables.JOB).generation().orphaning(PODS_STAY).defaults(WorkloadDefaults.JOB)
                        .onCreate(WorkloadDefaults::generateSelector).onCreate(WorkloadDefaults::labelsOfTemplate)
                        .check(JobChecks::job).checkUpdate(JobChecks::update)
                        .warn((job, old) -> Warnings.workload(job, old, "spec", "template"))
                        .selectable(
                                job -> Map.of("status.successful", Trees.at(job, "status", "succeeded").asText("0"))));
        // A CronJob has no such field: it is accepted, and empty.
        kinds.add(BATCH, "CronJob",
                new Rules().table(WorkloadTables.CRON_JOB).generation()
                        .selectable(cronJob -> Map.of("status.successful", "")).defaults(WorkloadDefaults.CRON_JOB)
                        .check(CronJobChecks::cronJob).checkCreation(CronJobChecks::creation)
                        .warn((cronJob, old) -> Warnings.workload(cronJob, old, "spec",
                                "jobTemplate", "spec", "template")));
    }
}
