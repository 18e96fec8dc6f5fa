package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.kubernetes.api.NameRules;

/// What a Pod spec must fulfil (pkg/apis/core/validation): volumes, then containers, then the rest.
final class PodChecks {
    private static final int MOST_NAME_SERVERS = 3;

    private PodChecks() {
    }

    static void pod(Field pod) {
        spec(pod.at("spec"), new HashSet<>());
    }

    static void creation(Field pod) {
        Field ephemeral = pod.at("spec", "ephemeralContainers");
        ephemeral.forbiddenIf(!ephemeral.value().isEmpty(), "cannot be set on create");
    }

    /// A template inside a workload.
    static void template(Field template) {
        template(template, Set.of());
    }

    /// @param claims whose volumes the containers may mount besides those of the Pod
    static void template(Field template, Set<String> claims) {
        SharedChecks.labels(template.at("labels").as(template.value().path("metadata").path("labels")));
        SharedChecks.annotations(template.at("annotations").as(template.value().path("metadata").path("annotations")));
        spec(template.at("spec"), claims);
        Field ephemeral = template.at("spec", "ephemeralContainers");
        ephemeral.forbiddenIf(!ephemeral.value().isEmpty(), "ephemeral containers not allowed in pod template");
    }

    private static void spec(Field spec, Set<String> claims) {
        Set<String> volumes = new HashSet<>();
        VolumeChecks.volumes(spec.at("volumes"), volumes);
        volumes.addAll(claims);
        boolean hostNetwork = spec.at("hostNetwork").value().asBoolean();
        Set<String> names = new HashSet<>();
        if (spec.at("containers").value().isEmpty()) {
            spec.at("containers").missing("");
        }
        spec.at("containers").each(container -> ContainerChecks.container(container, names, volumes, hostNetwork));
        spec.at("initContainers").each(container -> {
            ContainerChecks.container(container, names, volumes, hostNetwork);
            initContainer(container);
        });
        spec.at("ephemeralContainers").each(container -> ContainerChecks.ephemeral(container, names));
        spec.at("restartPolicy").requiredOneOf("", "Always", "OnFailure", "Never");
        spec.at("dnsPolicy").requiredOneOf("", "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        resolver(spec);
        SharedChecks.labels(spec.at("nodeSelector"));
        securityContext(spec.at("securityContext"));
        spec.at("imagePullSecrets").each(secret -> secret.at("name").required());
        affinity(spec.at("affinity"));
        named(spec.at("serviceAccountName"), spec.at("serviceAccountName").text());
        named(spec.at("nodeName"), spec.at("nodeName").text());
        if (spec.isPresent() && spec.at("activeDeadlineSeconds").isPresent()) {
            spec.at("activeDeadlineSeconds").between(1, Integer.MAX_VALUE);
        }
        spec.at("terminationGracePeriodSeconds").notNegative();
        spec.at("hostname").matches(Texts::label);
        spec.at("subdomain").matches(Texts::label);
        spec.at("tolerations").each(PodChecks::toleration);
        spec.at("hostAliases").each(alias -> alias.at("ip").matches(Texts::address));
        named(spec.at("priorityClassName"), spec.at("priorityClassName").text());
        named(spec.at("runtimeClassName"), spec.at("runtimeClassName").text());
        spec.at("topologySpreadConstraints").each(PodChecks::spread);
        Set<String> spreads = new HashSet<>();
        spec.at("topologySpreadConstraints").each(constraint -> {
            String pair = "{" + constraint.at("topologyKey").text() + ", " + constraint.at("whenUnsatisfiable").text()
                    + "}";
            if (!spreads.add(pair)) {
                constraint.as(SharedChecks.text(pair)).duplicate();
            }
        });
        Set<String> gates = new HashSet<>();
        spec.at("schedulingGates").each(gate -> {
            gate.at("name").as(SharedChecks.text(gate.at("name").text())).matches(NameRules::qualifiedName);
            if (!gates.add(gate.at("name").text())) {
                gate.as(SharedChecks.text(gate.at("name").text())).duplicate();
            }
        });
        spec.at("readinessGates").each(gate -> gate.at("conditionType").matches(NameRules::qualifiedName));
    }

    private static void resolver(Field spec) {
        Field servers = spec.at("dnsConfig", "nameservers");
        if (spec.at("dnsPolicy").text().equals("None") && servers.value().isEmpty()) {
            servers.missing("must provide at least one DNS nameserver when `dnsPolicy` is None");
        }
        if (servers.value().size() > MOST_NAME_SERVERS) {
            servers.invalid("must not have more than " + MOST_NAME_SERVERS + " nameservers");
        }
        servers.each(server -> server.matches(Texts::address));
        spec.at("dnsConfig", "options").each(option -> option.at("name").required("must not be empty"));
    }

    private static void named(Field field, String name) {
        if (!name.isEmpty()) {
            field.matches(NameRules::subdomain);
        }
    }

    private static void initContainer(Field container) {
        boolean isSidecar = container.at("restartPolicy").text().equals("Always");
        for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            container.at(field).forbiddenIf(!isSidecar,
                    "may not be set for init containers without restartPolicy=Always");
        }
    }

    private static void securityContext(Field context) {
        for (String id : List.of("runAsUser", "runAsGroup", "fsGroup")) {
            context.at(id).between(0, Integer.MAX_VALUE);
        }
        context.at("supplementalGroups").each(group -> group.between(0, Integer.MAX_VALUE));
        context.at("fsGroupChangePolicy").oneOf("Always", "OnRootMismatch");
        ContainerChecks.seccomp(context.at("seccompProfile"));
    }

    private static void affinity(Field affinity) {
        affinity.at("nodeAffinity").ifPresent(NodeAffinityChecks::affinity);
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            affinity.at(kind, "requiredDuringSchedulingIgnoredDuringExecution").each(PodChecks::affinityTerm);
            affinity.at(kind, "preferredDuringSchedulingIgnoredDuringExecution").each(term -> {
                NodeAffinityChecks.weight(term.at("weight"));
                affinityTerm(term.at("podAffinityTerm"));
            });
        }
    }

    private static void affinityTerm(Field term) {
        SharedChecks.selector(term.at("labelSelector"));
        if (!term.at("topologyKey").isSet()) {
            term.at("topologyKey").missing("can not be empty");
        } else {
            term.at("topologyKey").matches(NameRules::qualifiedName);
        }
    }

    private static void toleration(Field toleration) {
        Field key = toleration.at("key");
        Field operator = toleration.at("operator");
        if (key.isSet()) {
            key.matches(NameRules::qualifiedName);
        } else if (!operator.text().equals("Exists")) {
            operator.invalid("operator must be Exists when `key` is empty, which means \"match all values and all "
                    + "keys\"");
        }
        boolean isSeconds = toleration.at("tolerationSeconds").isPresent();
        if (isSeconds && !toleration.at("effect").text().equals("NoExecute")) {
            toleration.at("effect").invalid("effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        if (operator.text().equals("Exists") && toleration.at("value").isSet()) {
            toleration.at("operator").as(toleration.value()).invalid("value must be empty when `operator` is 'Exists'");
        }
        operator.oneOf("Equal", "Exists");
        toleration.at("effect").oneOf("NoSchedule", "PreferNoSchedule", "NoExecute");
    }

    private static void spread(Field constraint) {
        Field skew = constraint.at("maxSkew");
        if (!skew.value().isNumber() || skew.value().asInt() <= 0) {
            skew.invalid("must be greater than zero");
        }
        constraint.at("topologyKey").required("can not be empty");
        constraint.at("whenUnsatisfiable").requiredOneOf("", "DoNotSchedule", "ScheduleAnyway");
        SharedChecks.selector(constraint.at("labelSelector"));
    }
}
