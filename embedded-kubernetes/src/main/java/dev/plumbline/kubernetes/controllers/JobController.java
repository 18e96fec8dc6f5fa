package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.DeleteOptions.Propagation;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Runs the Pods of a Job until enough have succeeded or too many have failed (pkg/controller/job), and removes a
/// finished Job when its time to live is over.
final class JobController implements Controller {
    private static final String KIND = "Job";
    private static final String API_VERSION = "batch/v1";
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

    private final ResourceClient jobs;
    private final Pods pods;
    private final Events events;
    private final Loop<Key> loop = new Loop<>("job", this::reconcile);

    JobController(ApiClient client) {
        this.jobs = client.resource("batch", "jobs");
        this.pods = new Pods(client);
        this.events = new Events(client, "job-controller");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(jobs.watch(change -> loop.add(Key.of(change.ref()))),
                pods.resource().watch(change -> Owners.controllerKey(change.object(), KIND).ifPresent(loop::add)),
                loop.start());
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = jobs.find(key.namespace(), key.name());
        if (found.isEmpty() || Objects.isBeingDeleted(found.get())) {
            return;
        }
        ObjectNode job = found.get();
        if (isFinished(job)) {
            expire(job);
            return;
        }
        Progress progress = Progress.of(job, pods.ownedBy(Objects.uid(job)));
        if (progress.isSuspended || progress.isDone() || progress.hasFailed()) {
            progress.active.forEach(pods::delete);
        } else {
            for (int i = progress.active.size(); i < progress.wanted(); i++) {
                create(job, progress);
            }
        }
        writeStatus(job, Progress.of(job, pods.ownedBy(Objects.uid(job))));
    }

    private static boolean isFinished(ObjectNode job) {
        return Conditions.isTrue(job.path("status"), "Complete") || Conditions.isTrue(job.path("status"), "Failed");
    }

    private void expire(ObjectNode job) {
        if (!Trees.at(job, "spec").hasNonNull("ttlSecondsAfterFinished")) {
            return;
        }
        String ended = Conditions.find(job.path("status"), "Complete")
                .or(() -> Conditions.find(job.path("status"), "Failed"))
                .map(condition -> condition.path("lastTransitionTime").asText()).orElse("");
        Instant end = Instant.parse(ended).plusSeconds(Trees.at(job, "spec", "ttlSecondsAfterFinished").asLong());
        Duration left = Duration.between(Instant.now(), end);
        if (left.isPositive()) {
            loop.addAfter(Key.of(job), left);
        } else {
            jobs.delete(Objects.namespace(job), Objects.name(job),
                    DeleteOptions.with(Propagation.BACKGROUND).onlyUid(Objects.uid(job)));
        }
    }

    private void create(ObjectNode job, Progress progress) {
        ObjectNode template = Trees.at(job, "spec", "template").deepCopy();
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        String name = Objects.name(job) + "-";
        if (Trees.text(job, "spec", "completionMode").equals("Indexed")) {
            int index = 0;
            while (progress.indexes.contains(index)) {
                index++;
            }
            progress.indexes.add(index);
            name += index + "-";
            ObjectNode own = Trees.object(template, "metadata");
            Trees.object(own, "annotations").put(INDEX, String.valueOf(index));
            Trees.object(own, "labels").put(INDEX, String.valueOf(index));
        }
        metadata.put("generateName", name);
        ObjectNode pod = pods.create(job, API_VERSION, KIND, template, metadata);
        events.normal(job, API_VERSION, KIND, "SuccessfulCreate", "Created pod: " + Objects.name(pod));
    }

    private void writeStatus(ObjectNode job, Progress progress) {
        int ready = (int) progress.active.stream().filter(Pods::isReady).count();
        boolean isDone = progress.isDone();
        Optional<ObjectNode> written = jobs.modifyStatus(Objects.namespace(job), Objects.name(job), changed -> {
            ObjectNode status = Trees.object(changed, "status");
            boolean wasSuspended = Conditions.isTrue(status, "Suspended");
            if (progress.isSuspended) {
                status.remove("startTime");
                Conditions.set(status, "Suspended", "True", "JobSuspended", "Job suspended");
            } else if (!status.has("startTime")) {
                status.put("startTime", Objects.now());
            }
            if (wasSuspended && !progress.isSuspended) {
                Conditions.set(status, "Suspended", "False", "JobResumed", "Job resumed");
            }
            Objects.count(status, "active", isDone || progress.hasFailed() ? 0 : progress.active.size());
            Objects.count(status, "succeeded", progress.succeeded);
            Objects.count(status, "failed", progress.failed);
            status.put("ready", isDone ? 0 : ready).put("terminating", 0);
            Trees.object(status, "uncountedTerminatedPods");
            if (isDone) {
                String reason = "CompletionsReached";
                String message = "Reached expected number of succeeded pods";
                Conditions.set(status, "SuccessCriteriaMet", "True", reason, message);
                Conditions.set(status, "Complete", "True", reason, message);
                status.put("completionTime", Objects.now());
            } else if (progress.hasFailed()) {
                String message = "Job has reached the specified backoff limit";
                Conditions.set(status, "FailureTarget", "True", "BackoffLimitExceeded", message);
                Conditions.set(status, "Failed", "True", "BackoffLimitExceeded", message);
            }
            return changed;
        });
        if (isDone && written.isPresent()) {
            events.normal(job, API_VERSION, KIND, "Completed", "Job completed");
        }
    }

    /// How far the Pods of a Job have come.
    private record Progress(boolean isSuspended, int parallelism, int completions, int backoffLimit, int succeeded,
            int failed, List<ObjectNode> active, Set<Integer> indexes) {

        static Progress of(ObjectNode job, List<ObjectNode> pods) {
            Set<Integer> indexes = new HashSet<>();
            pods.stream().filter(pod -> !Pods.hasPhase(pod, "Failed")).forEach(pod -> indexes.add(
                    Trees.at(pod, "metadata", "annotations", INDEX).asInt(-1)));
            return new Progress(Trees.at(job, "spec", "suspend").asBoolean(),
                    Trees.at(job, "spec", "parallelism").asInt(1), Trees.at(job, "spec", "completions").asInt(-1),
                    Trees.at(job, "spec", "backoffLimit").asInt(6), count(pods, "Succeeded"), count(pods, "Failed"),
                    pods.stream().filter(Pods::isActive).toList(), indexes);
        }

        private static int count(List<ObjectNode> pods, String phase) {
            return (int) pods.stream().filter(pod -> Pods.hasPhase(pod, phase)).count();
        }

        /// Without a number of completions one success ends the Job, once nothing runs any more.
        boolean isDone() {
            return completions < 0 ? succeeded > 0 && active.isEmpty() : succeeded >= completions;
        }

        boolean hasFailed() {
            return failed > backoffLimit;
        }

        int wanted() {
            if (completions < 0) {
                return succeeded > 0 ? 0 : parallelism;
            }
            return Math.min(parallelism, completions - succeeded);
        }
    }
}
