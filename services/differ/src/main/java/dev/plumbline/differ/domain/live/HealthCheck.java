package dev.plumbline.differ.domain.live;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.contracts.ApplicationStatus.Health;

import static dev.plumbline.contracts.ApplicationStatus.Health.DEGRADED;
import static dev.plumbline.contracts.ApplicationStatus.Health.HEALTHY;
import static dev.plumbline.contracts.ApplicationStatus.Health.PROGRESSING;
import static dev.plumbline.contracts.ApplicationStatus.Health.SUSPENDED;

/// Whether an object does its work, by its own status.
///
/// The rules are those of Argo CD's gitops-engine for the kinds that have one there, and kstatus' generic conditions for
/// custom resources. A kind without a rule is healthy when it exists. An Ingress is too: an address in its status is an
/// option of its controller, and waiting for one would never end where there is none.
///
/// @param message what it waits for or what is wrong; absent when healthy
public record HealthCheck(Health health, @Nullable String message) {
    private static final HealthCheck FINE = new HealthCheck(HEALTHY, null);
    private static final List<Health> WORST_LAST = List.of(HEALTHY, SUSPENDED, PROGRESSING, Health.MISSING, DEGRADED,
            Health.UNKNOWN);

    /// The health of one object.
    public static HealthCheck of(LiveObject live) {
        if (live.isTerminating()) {
            return progressing("is being deleted");
        }
        JsonNode object = live.object();
        return switch (live.id().group() + "/" + live.id().kind()) {
            case "apps/Deployment" -> WorkloadHealth.deployment(object);
            case "apps/StatefulSet" -> WorkloadHealth.statefulSet(object);
            case "apps/DaemonSet" -> WorkloadHealth.daemonSet(object);
            case "apps/ReplicaSet" -> WorkloadHealth.replicaSet(object);
            case "batch/Job" -> WorkloadHealth.job(object);
            case "/Pod" -> WorkloadHealth.pod(object);
            case "/Service" -> service(object);
            case "/PersistentVolumeClaim" -> claim(object);
            case "autoscaling/HorizontalPodAutoscaler" -> autoscaler(object);
            case "apiextensions.k8s.io/CustomResourceDefinition" -> definition(object);
            case "apiregistration.k8s.io/APIService" -> available(object);
            default -> generic(object);
        };
    }

    /// The worst of two: Healthy, Suspended, Progressing, Missing, Degraded, Unknown.
    public static Health worse(Health one, Health other) {
        return WORST_LAST.indexOf(one) >= WORST_LAST.indexOf(other) ? one : other;
    }

    static HealthCheck healthy() {
        return FINE;
    }

    static HealthCheck progressing(String message) {
        return new HealthCheck(PROGRESSING, message);
    }

    static HealthCheck degraded(String message) {
        return new HealthCheck(DEGRADED, message);
    }

    static HealthCheck suspended(String message) {
        return new HealthCheck(SUSPENDED, message);
    }

    /// Whether the controller has not seen the newest spec yet.
    static boolean isBehind(JsonNode object) {
        JsonNode generation = object.path("metadata").path("generation");
        JsonNode observed = object.path("status").path("observedGeneration");
        return generation.isNumber() && observed.isNumber() && observed.asLong() < generation.asLong();
    }

    static Optional<JsonNode> condition(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (type.equals(condition.path("type").asText())) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    static boolean isTrue(JsonNode object, String type) {
        return condition(object, type).filter(condition -> "True".equals(condition.path("status").asText()))
                .isPresent();
    }

    static boolean isFalse(JsonNode object, String type) {
        return condition(object, type).filter(condition -> "False".equals(condition.path("status").asText()))
                .isPresent();
    }

    static String message(JsonNode object, String type) {
        return condition(object, type).map(condition -> condition.path("message").asText())
                .filter(message -> !message.isEmpty()).orElse("condition " + type);
    }

    private static HealthCheck service(JsonNode object) {
        boolean needsAddress = "LoadBalancer".equals(object.path("spec").path("type").asText());
        return needsAddress && object.path("status").path("loadBalancer").path("ingress").isEmpty()
                ? progressing("waits for a load balancer's address")
                : FINE;
    }

    private static HealthCheck claim(JsonNode object) {
        String phase = object.path("status").path("phase").asText();
        return switch (phase) {
            case "Bound" -> FINE;
            case "Lost" -> degraded("has lost its volume");
            default -> progressing("waits for a volume");
        };
    }

    private static HealthCheck autoscaler(JsonNode object) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            String reason = condition.path("reason").asText();
            if (reason.startsWith("Failed") || "InvalidSelector".equals(reason)) {
                return degraded(condition.path("message").asText());
            }
        }
        return FINE;
    }

    private static HealthCheck definition(JsonNode object) {
        if (isFalse(object, "NamesAccepted")) {
            return degraded(message(object, "NamesAccepted"));
        }
        return isTrue(object, "Established") ? FINE : progressing("is not established yet");
    }

    private static HealthCheck available(JsonNode object) {
        return isTrue(object, "Available") ? FINE : progressing(message(object, "Available"));
    }

    private static HealthCheck generic(JsonNode object) {
        if (isBehind(object)) {
            return progressing("its controller has not seen the newest spec");
        }
        if (isTrue(object, "Stalled")) {
            return degraded(message(object, "Stalled"));
        }
        if (isTrue(object, "Reconciling")) {
            return progressing(message(object, "Reconciling"));
        }
        return condition(object, "Ready").isPresent() && !isTrue(object, "Ready")
                ? progressing(message(object, "Ready"))
                : FINE;
    }
}
