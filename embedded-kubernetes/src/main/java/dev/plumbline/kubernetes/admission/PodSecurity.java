package dev.plumbline.kubernetes.admission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;
import dev.plumbline.kubernetes.podsecurity.Level;
import dev.plumbline.kubernetes.podsecurity.Policy;
import dev.plumbline.kubernetes.podsecurity.Standard;
import dev.plumbline.kubernetes.podsecurity.Violation;

/// Holds Pods against the Pod Security Standards that their namespace's labels name; warns of workloads whose Pods would
/// not be allowed.
final class PodSecurity implements Plugin {
    private static final Map<ResourceName, String[]> TEMPLATES = Map.of(
            new ResourceName("", "replicationcontrollers"), new String[]{"spec", "template"},
            new ResourceName("", "podtemplates"), new String[]{"template"},
            new ResourceName("apps", "replicasets"), new String[]{"spec", "template"},
            new ResourceName("apps", "deployments"), new String[]{"spec", "template"},
            new ResourceName("apps", "statefulsets"), new String[]{"spec", "template"},
            new ResourceName("apps", "daemonsets"), new String[]{"spec", "template"},
            new ResourceName("batch", "jobs"), new String[]{"spec", "template"},
            new ResourceName("batch", "cronjobs"), new String[]{"spec", "jobTemplate", "spec", "template"});
    private static final Set<String> CHANGING_PODS = Set.of("", "ephemeralcontainers", "resize");

    private final StoredObjects objects;

    PodSecurity(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void validate(Attempt attempt) {
        if (attempt.isAbout(NamespaceLifecycle.NAMESPACES)) {
            if (attempt.subresource().isEmpty()) {
                namespace(attempt);
            }
        } else if (attempt.isAbout(LimitRanger.PODS)) {
            ObjectNode old = attempt.old();
            if (CHANGING_PODS.contains(attempt.subresource()) && (old == null || changes(old, attempt.object()))) {
                pod(attempt);
            }
        } else {
            String[] template = TEMPLATES.get(attempt.type().storage());
            if (template != null && attempt.subresource().isEmpty()) {
                policy(attempt).ifPresent(policy -> warn(attempt, policy, Trees.at(attempt.object(), template)));
            }
        }
    }

    private Optional<Policy> policy(Attempt attempt) {
        return objects.find(NamespaceLifecycle.NAMESPACES, "", attempt.namespace())
                .map(namespace -> Policy.of(Trees.at(namespace, "metadata", "labels")));
    }

    private void pod(Attempt attempt) {
        Optional<Policy> found = policy(attempt);
        if (found.isEmpty()) {
            return;
        }
        Policy policy = found.get();
        List<Violation> violations = policy.enforce().violations(attempt.object());
        if (!violations.isEmpty()) {
            throw attempt.forbidden(
                    "violates PodSecurity \"" + policy.enforce() + "\": " + Violation.details(violations));
        }
        warn(attempt, policy, attempt.object());
    }

    private static void warn(Attempt attempt, Policy policy, JsonNode pod) {
        List<Violation> violations = policy.warn().violations(pod);
        if (!violations.isEmpty()) {
            attempt.warnings().accept(
                    "would violate PodSecurity \"" + policy.warn() + "\": " + Violation.details(violations));
        }
    }

    /// Of a Pod that exists only a change of its containers or their images is judged.
    private static boolean changes(ObjectNode old, ObjectNode pod) {
        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            if (!images(old, list).equals(images(pod, list))) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> images(ObjectNode pod, String list) {
        Map<String, String> images = new LinkedHashMap<>();
        Trees.at(pod, "spec", list).forEach(container -> images.put(container.path("name").asText(),
                container.path("image").asText()));
        return images;
    }

    private void namespace(Attempt attempt) {
        Policy policy = Policy.of(Trees.at(attempt.object(), "metadata", "labels"));
        ObjectNode old = attempt.old();
        Optional<Policy> before = Optional.ofNullable(old)
                .map(stored -> Policy.of(Trees.at(stored, "metadata", "labels")));
        String name = Trees.text(attempt.object(), "metadata", "name");
        if (!policy.complaints().isEmpty()
                && !before.map(Policy::complaints).equals(Optional.of(policy.complaints()))) {
            throw ApiException.invalid("", "Namespace", name, policy.complaints());
        }
        if (before.isPresent() && isStricter(policy.enforce(), before.get().enforce())) {
            warnOfPods(attempt, name, policy.enforce());
        }
    }

    private static boolean isStricter(Standard now, Standard before) {
        return !now.equals(before) && now.level() != Level.PRIVILEGED
                && (now.minor() != before.minor() || now.level().compareTo(before.level()) > 0);
    }

    private void warnOfPods(Attempt attempt, String namespace, Standard standard) {
        Map<String, TreeSet<String>> podsByReasons = new LinkedHashMap<>();
        for (ObjectNode pod : objects.list(LimitRanger.PODS, namespace)) {
            List<Violation> violations = standard.violations(pod);
            if (!violations.isEmpty()) {
                podsByReasons.computeIfAbsent(Violation.reasons(violations), _ -> new TreeSet<>())
                        .add(Trees.text(pod, "metadata", "name"));
            }
        }
        if (podsByReasons.isEmpty()) {
            return;
        }
        attempt.warnings().accept("existing pods in namespace \"" + namespace
                + "\" violate the new PodSecurity enforce level \"" + standard + "\"");
        podsByReasons.entrySet().stream().map(entry -> named(entry.getValue()) + ": " + entry.getKey()).sorted()
                .forEach(attempt.warnings());
    }

    private static String named(SortedSet<String> pods) {
        int others = pods.size() - 1;
        String more = others == 1 ? " (and 1 other pod)" : " (and " + others + " other pods)";
        return others == 0 ? pods.first() : pods.first() + more;
    }
}
