package dev.plumbline.kubernetes.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.kubernetes.requests.Parameters;

/// `/healthz`, `/livez`, `/readyz` and the checks below them. A server that answers has finished starting, so that all
/// checks hold; they have the names of a kube-apiserver's, by which probes exclude some.
final class Health {
    private static final List<String> READY_ONLY = List.of("informer-sync", "shutdown");
    private static final List<String> CHECKS = List.of("ping", "log", "informer-sync",
            "poststarthook/start-apiserver-admission-initializer", "poststarthook/generic-apiserver-start-informers",
            "poststarthook/priority-and-fairness-config-consumer", "poststarthook/priority-and-fairness-filter",
            "poststarthook/storage-object-count-tracker-hook", "poststarthook/start-apiextensions-informers",
            "poststarthook/start-apiextensions-controllers", "poststarthook/crd-informer-synced",
            "poststarthook/start-system-namespaces-controller", "poststarthook/peer-endpoint-reconciler-controller",
            "poststarthook/start-cluster-authentication-info-controller",
            "poststarthook/start-kube-apiserver-identity-lease-controller",
            "poststarthook/start-kube-apiserver-identity-lease-garbage-collector", "poststarthook/storage-readiness",
            "poststarthook/start-legacy-token-tracking-controller",
            "poststarthook/start-service-ip-repair-controllers", "poststarthook/rbac/bootstrap-roles",
            "poststarthook/scheduling/bootstrap-system-priority-classes",
            "poststarthook/priority-and-fairness-config-producer", "poststarthook/bootstrap-controller",
            "poststarthook/start-kubernetes-service-cidr-controller", "poststarthook/start-kube-aggregator-informers",
            "poststarthook/apiservice-status-local-available-controller",
            "poststarthook/apiservice-status-remote-available-controller",
            "poststarthook/apiservice-registration-controller", "poststarthook/apiservice-wait-for-first-sync",
            "poststarthook/apiservice-discovery-controller", "poststarthook/kube-apiserver-autoregistration",
            "autoregister-completion", "poststarthook/apiservice-openapi-controller",
            "poststarthook/apiservice-openapiv3-controller", "shutdown");

    private Health() {
    }

    /// @param path `readyz`, or `readyz` and the name of one check
    static Reply answer(List<String> path, Parameters parameters) {
        String endpoint = path.getFirst();
        List<String> checks = CHECKS.stream()
                .filter(check -> endpoint.equals("readyz") || !READY_ONLY.contains(check)).toList();
        if (path.size() > 1) {
            String one = String.join("/", path.subList(1, path.size()));
            return checks.contains(one) ? Reply.Whole.text(200, "ok") : Reply.Whole.text(404, "404 page not found\n");
        }
        if (!parameters.values().containsKey("verbose")) {
            return Reply.Whole.text(200, "ok");
        }
        return Reply.Whole.text(200, verbose(endpoint, checks, parameters.values().getOrDefault("exclude", List.of())));
    }

    private static String verbose(String endpoint, List<String> checks, List<String> excluded) {
        StringBuilder out = new StringBuilder();
        Set<String> unknown = new HashSet<>(excluded);
        for (String check : checks) {
            boolean isExcluded = unknown.remove(check) || excluded.contains(check);
            out.append("[+]").append(check).append(isExcluded ? " excluded: ok\n" : " ok\n");
        }
        if (!unknown.isEmpty()) {
            List<String> quoted = new ArrayList<>();
            unknown.stream().sorted().forEach(name -> quoted.add("\"" + name + "\""));
            out.append("warn: some health checks cannot be excluded: no matches for ").append(String.join(",", quoted))
                    .append('\n');
        }
        return out.append(endpoint).append(" check passed\n").toString();
    }
}
