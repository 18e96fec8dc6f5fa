package dev.plumbline.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// What `restricted` asks for beyond `baseline`: the practice of hardened Pods.
final class Restricted {
    private static final Set<String> VOLUMES = Set.of("configMap", "csi", "downwardAPI", "emptyDir", "ephemeral",
            "image", "persistentVolumeClaim", "projected", "secret");
    private static final int WINDOWS_MINOR = 25;
    private static final int USERS_MINOR = 35;

    static final List<Check> CHECKS = List.of(
            Check.since(8, (pod, minor) -> isExempt(pod, minor) ? Optional.empty() : escalation(pod)),
            Check.since(22, (pod, minor) -> isExempt(pod, minor) ? Optional.empty() : capabilities(pod)),
            Check.since(35, (pod, _) -> Baseline.procMount(pod)),
            Check.since(0, (pod, _) -> volumes(pod)),
            Check.since(0, (pod, minor) -> minor >= USERS_MINOR && pod.hasOwnUsers()
                    ? Optional.empty()
                    : nonRoot(pod)),
            Check.since(23, (pod, minor) -> minor >= USERS_MINOR && pod.hasOwnUsers()
                    ? Optional.empty()
                    : user(pod)),
            Check.since(19, (pod, minor) -> isExempt(pod, minor)
                    ? Optional.empty()
                    : ProfileRules.chosenSeccomp(pod)));

    private Restricted() {
    }

    /// These settings do not exist on Windows.
    private static boolean isExempt(PodView pod, int minor) {
        return minor >= WINDOWS_MINOR && pod.isForWindows();
    }

    private static Optional<Violation> escalation(PodView pod) {
        List<String> bad = pod.containers(
                container -> Trees.at(container, "securityContext", "allowPrivilegeEscalation").asBoolean(true));
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("allowPrivilegeEscalation != false",
                        PodView.named(bad) + " must set securityContext.allowPrivilegeEscalation=false"));
    }

    private static Optional<Violation> capabilities(PodView pod) {
        List<String> keeping = pod.containers(
                container -> !Trees.texts(Trees.at(container, "securityContext", "capabilities", "drop"))
                        .contains("ALL"));
        TreeSet<String> added = new TreeSet<>();
        List<String> adding = pod.containers(container -> {
            List<String> more = new ArrayList<>(
                    Trees.texts(Trees.at(container, "securityContext", "capabilities", "add")));
            more.removeIf("NET_BIND_SERVICE"::equals);
            added.addAll(more);
            return !more.isEmpty();
        });
        List<String> details = new ArrayList<>();
        if (!keeping.isEmpty()) {
            details.add(PodView.named(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
        }
        if (!adding.isEmpty()) {
            details.add(PodView.named(adding) + " must not include " + PodView.quoted(added)
                    + " in securityContext.capabilities.add");
        }
        return details.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("unrestricted capabilities", String.join("; ", details)));
    }

    private static Optional<Violation> volumes(PodView pod) {
        List<String> bad = new ArrayList<>();
        TreeSet<String> types = new TreeSet<>();
        for (JsonNode volume : pod.spec().path("volumes")) {
            List<String> sources = new ArrayList<>();
            volume.fieldNames().forEachRemaining(sources::add);
            sources.remove("name");
            if (sources.stream().noneMatch(VOLUMES::contains)) {
                bad.add(volume.path("name").asText());
                types.add(sources.isEmpty() ? "unknown" : sources.getFirst());
            }
        }
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("restricted volume types",
                        PodView.counted("volume", bad) + " " + PodView.quoted(bad)
                                + (bad.size() == 1 ? " uses " : " use ")
                                + PodView.counted("restricted volume type", types) + " " + PodView.quoted(types)));
    }

    private static Optional<Violation> nonRoot(PodView pod) {
        JsonNode ofPod = pod.securityContext().path("runAsNonRoot");
        List<String> root = pod.containers(container -> {
            JsonNode own = Trees.at(container, "securityContext", "runAsNonRoot");
            return own.isBoolean() && !own.asBoolean();
        });
        List<String> setters = PodView.setters(ofPod.isBoolean() && !ofPod.asBoolean(), root);
        if (!setters.isEmpty()) {
            return Optional.of(new Violation("runAsNonRoot != true",
                    String.join(" and ", setters) + " must not set securityContext.runAsNonRoot=false"));
        }
        List<String> silent = ofPod.asBoolean()
                ? List.of()
                : pod.containers(container -> !Trees.at(container, "securityContext", "runAsNonRoot").isBoolean());
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("runAsNonRoot != true",
                        "pod or " + PodView.named(silent) + " must set securityContext.runAsNonRoot=true"));
    }

    private static Optional<Violation> user(PodView pod) {
        List<String> setters = PodView.setters(isRoot(pod.securityContext()),
                pod.containers(container -> isRoot(container.path("securityContext"))));
        return setters.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("runAsUser=0",
                        String.join(" and ", setters) + " must not set runAsUser=0"));
    }

    private static boolean isRoot(JsonNode context) {
        return context.path("runAsUser").isNumber() && context.path("runAsUser").asLong() == 0;
    }
}
