package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.DeleteOptions.Propagation;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.CronSchedule;
import dev.plumbline.kubernetes.kinds.Trees;

/// Makes a Job whenever a CronJob's schedule says so (pkg/controller/cronjob).
final class CronJobController implements Controller {
    private static final String KIND = "CronJob";
    private static final int SECONDS_PER_MINUTE = 60;

    private final ResourceClient cronJobs;
    private final ResourceClient jobs;
    private final Loop<Key> loop = new Loop<>("cronjob", this::reconcile);

    CronJobController(ApiClient client) {
        this.cronJobs = client.resource("batch", "cronjobs");
        this.jobs = client.resource("batch", "jobs");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(cronJobs.watch(change -> loop.add(Key.of(change.ref()))),
                jobs.watch(change -> Owners.controllerKey(change.object(), KIND).ifPresent(loop::add)), loop.start());
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = cronJobs.find(key.namespace(), key.name());
        if (found.isEmpty() || Objects.isBeingDeleted(found.get())) {
            return;
        }
        ObjectNode cronJob = found.get();
        List<ObjectNode> own = jobs.ownedBy(Objects.uid(cronJob));
        List<ObjectNode> active = own.stream().filter(job -> !isFinished(job)).toList();
        Optional<Instant> ran = Optional.empty();
        if (!Trees.at(cronJob, "spec", "suspend").asBoolean()) {
            ran = run(cronJob, active);
        }
        writeStatus(cronJob, ran);
        trim(cronJob, own, "Complete", "successfulJobsHistoryLimit");
        trim(cronJob, own, "Failed", "failedJobsHistoryLimit");
    }

    private static boolean isFinished(ObjectNode job) {
        return Conditions.isTrue(job.path("status"), "Complete") || Conditions.isTrue(job.path("status"), "Failed");
    }

    /// Makes the Job that is due, if any, and comes back when the next one is.
    private Optional<Instant> run(ObjectNode cronJob, List<ObjectNode> active) {
        String zone = Trees.text(cronJob, "spec", "timeZone");
        ZoneId zoneId = zone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(zone);
        CronSchedule schedule = CronSchedule.of(Trees.text(cronJob, "spec", "schedule"));
        String last = Trees.text(cronJob, "status", "lastScheduleTime");
        String since = last.isEmpty() ? Trees.text(cronJob, "metadata", "creationTimestamp") : last;
        ZonedDateTime now = Instant.now().atZone(zoneId);
        Optional<ZonedDateTime> due = schedule.after(Instant.parse(since).atZone(zoneId));
        Optional<ZonedDateTime> latest = Optional.empty();
        while (due.isPresent() && !due.get().isAfter(now)) {
            latest = due;
            due = schedule.after(due.get());
        }
        due.ifPresent(next -> loop.addAfter(Key.of(cronJob), Duration.between(now, next)));
        if (latest.isEmpty() || isForbidden(cronJob, active)) {
            return Optional.empty();
        }
        if (Trees.text(cronJob, "spec", "concurrencyPolicy").equals("Replace")) {
            active.forEach(job -> delete(job));
        }
        create(cronJob, latest.get().toInstant());
        return latest.map(ZonedDateTime::toInstant);
    }

    private static boolean isForbidden(ObjectNode cronJob, List<ObjectNode> active) {
        return Trees.text(cronJob, "spec", "concurrencyPolicy").equals("Forbid") && !active.isEmpty();
    }

    private void create(ObjectNode cronJob, Instant time) {
        ObjectNode job = Trees.at(cronJob, "spec", "jobTemplate").deepCopy();
        ObjectNode metadata = Trees.object(job, "metadata");
        String name = Objects.name(cronJob) + "-" + time.getEpochSecond() / SECONDS_PER_MINUTE;
        metadata.put("name", name).put("namespace", Objects.namespace(cronJob));
        Trees.object(metadata, "annotations").put("batch.kubernetes.io/cronjob-scheduled-timestamp", time.toString());
        Owners.setController(job, cronJob, "batch/v1", KIND);
        if (jobs.find(Objects.namespace(cronJob), name).isEmpty()) {
            jobs.create(job);
        }
    }

    private void delete(ObjectNode job) {
        jobs.delete(Objects.namespace(job), Objects.name(job), DeleteOptions.with(Propagation.BACKGROUND));
    }

    private void writeStatus(ObjectNode cronJob, Optional<Instant> ran) {
        List<ObjectNode> active = jobs.ownedBy(Objects.uid(cronJob)).stream().filter(job -> !isFinished(job)).toList();
        cronJobs.modifyStatus(Objects.namespace(cronJob), Objects.name(cronJob), changed -> {
            ObjectNode status = Trees.object(changed, "status");
            ran.ifPresent(time -> status.put("lastScheduleTime", time.toString()));
            ArrayNode references = JsonNodeFactory.instance.arrayNode();
            active.forEach(job -> references.addObject().put("kind", "Job").put("apiVersion", "batch/v1")
                    .put("name", Objects.name(job)).put("namespace", Objects.namespace(job))
                    .put("uid", Objects.uid(job)));
            status.remove("active");
            if (!references.isEmpty()) {
                status.set("active", references);
            }
            return changed;
        });
    }

    private void trim(ObjectNode cronJob, List<ObjectNode> own, String condition, String limit) {
        List<ObjectNode> finished = own.stream().filter(job -> Conditions.isTrue(job.path("status"), condition))
                .sorted(Comparator.comparing(Objects::name)).toList();
        finished.stream().limit(Math.max(0, finished.size() - Trees.at(cronJob, "spec", limit).asInt()))
                .forEach(this::delete);
    }
}
