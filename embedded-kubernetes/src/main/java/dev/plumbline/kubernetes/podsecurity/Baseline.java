package dev.plumbline.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// The rules of `baseline`: no known ways to gain privileges.
final class Baseline {
    private static final Set<String> USUAL_CAPABILITIES = Set.of("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER",
            "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT");

    static final List<Check> CHECKS = List.of(
            Check.since(0, (pod, _) -> ProfileRules.appArmor(pod)),
            Check.since(0, (pod, _) -> capabilities(pod)).replacedSince(22),
            Check.since(0, (pod, _) -> hostNamespaces(pod)),
            Check.since(0, (pod, _) -> hostPaths(pod)).replacedSince(0),
            Check.since(0, (pod, _) -> hostPorts(pod)),
            Check.since(34, (pod, _) -> hosts(pod)),
            Check.since(0, (pod, _) -> privileged(pod)),
            Check.since(0, (pod, minor) -> minor >= 35 && pod.hasOwnUsers() ? Optional.empty() : procMount(pod))
                    .replacedSince(35),
            Check.since(0, ProfileRules::seLinux),
            Check.since(0, ProfileRules::seccomp).replacedSince(19),
            Check.since(0, Baseline::sysctls),
            Check.since(0, (pod, _) -> hostProcess(pod)));

    private Baseline() {
    }

    private static Optional<Violation> capabilities(PodView pod) {
        TreeSet<String> added = new TreeSet<>();
        List<String> bad = pod.containers(container -> {
            List<String> unusual = Trees.texts(Trees.at(container, "securityContext", "capabilities", "add")).stream()
                    .filter(capability -> !USUAL_CAPABILITIES.contains(capability)).toList();
            added.addAll(unusual);
            return !unusual.isEmpty();
        });
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("non-default capabilities", PodView.named(bad) + " must not include "
                        + PodView.quoted(added) + " in securityContext.capabilities.add"));
    }

    private static Optional<Violation> hostNamespaces(PodView pod) {
        List<String> shared = new ArrayList<>();
        for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (pod.spec().path(field).asBoolean()) {
                shared.add(field + "=true");
            }
        }
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("host namespaces", String.join(", ", shared)));
    }

    private static Optional<Violation> hostPaths(PodView pod) {
        List<String> volumes = new ArrayList<>();
        pod.spec().path("volumes").forEach(volume -> {
            if (volume.has("hostPath")) {
                volumes.add(volume.path("name").asText());
            }
        });
        return volumes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("hostPath volumes",
                        PodView.counted("volume", volumes) + " " + PodView.quoted(volumes)));
    }

    private static Optional<Violation> hostPorts(PodView pod) {
        TreeSet<String> ports = new TreeSet<>();
        List<String> bad = pod.containers(container -> {
            List<String> own = new ArrayList<>();
            container.path("ports").forEach(port -> {
                if (port.path("hostPort").asInt() != 0) {
                    own.add(port.path("hostPort").asText());
                }
            });
            ports.addAll(own);
            return !own.isEmpty();
        });
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("hostPort", PodView.named(bad) + (bad.size() == 1 ? " uses " : " use ")
                        + PodView.counted("hostPort", ports) + " " + String.join(", ", ports)));
    }

    private static Optional<Violation> hosts(PodView pod) {
        TreeSet<String> hosts = new TreeSet<>();
        List<String> bad = pod.containers(container -> {
            List<String> own = new ArrayList<>();
            for (JsonNode handler : List.of(container.path("livenessProbe"), container.path("readinessProbe"),
                    container.path("startupProbe"), Trees.at(container, "lifecycle", "postStart"),
                    Trees.at(container, "lifecycle", "preStop"))) {
                own.add(Trees.text(handler, "httpGet", "host"));
                own.add(Trees.text(handler, "tcpSocket", "host"));
            }
            own.removeIf(String::isEmpty);
            hosts.addAll(own);
            return !own.isEmpty();
        });
        List<String> names = List.copyOf(new TreeSet<>(bad));
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("probe or lifecycle host", PodView.named(names)
                        + (names.size() == 1 ? " uses " : " use ") + PodView.counted("probe or lifecycle host", hosts)
                        + " " + PodView.quoted(hosts)));
    }

    private static Optional<Violation> privileged(PodView pod) {
        List<String> bad = pod
                .containers(container -> Trees.at(container, "securityContext", "privileged").asBoolean());
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("privileged",
                        PodView.named(bad) + " must not set securityContext.privileged=true"));
    }

    static Optional<Violation> procMount(PodView pod) {
        TreeSet<String> mounts = new TreeSet<>();
        List<String> bad = pod.containers(container -> {
            JsonNode mount = Trees.at(container, "securityContext", "procMount");
            boolean isUnusual = mount.isTextual() && !mount.asText().equals("Default");
            if (isUnusual) {
                mounts.add(mount.asText());
            }
            return isUnusual;
        });
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("procMount", PodView.named(bad)
                        + " must not set securityContext.procMount to " + PodView.quoted(mounts)));
    }

    private static Optional<Violation> sysctls(PodView pod, int minor) {
        Set<String> allowed = SafeSysctls.in(minor);
        List<String> bad = new ArrayList<>();
        pod.securityContext().path("sysctls").forEach(sysctl -> {
            if (!allowed.contains(sysctl.path("name").asText())) {
                bad.add(sysctl.path("name").asText());
            }
        });
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("forbidden sysctls", String.join(", ", bad)));
    }

    private static Optional<Violation> hostProcess(PodView pod) {
        List<String> setters = PodView.setters(isHostProcess(pod.securityContext()),
                pod.containers(container -> isHostProcess(container.path("securityContext"))));
        return setters.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("hostProcess", String.join(" and ", setters)
                        + " must not set securityContext.windowsOptions.hostProcess=true"));
    }

    private static boolean isHostProcess(JsonNode context) {
        return Trees.at(context, "windowsOptions", "hostProcess").asBoolean();
    }
}
