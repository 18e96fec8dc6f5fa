package dev.plumbline.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// The rules on AppArmor, SELinux and seccomp.
final class ProfileRules {
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
    private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> SELINUX_TYPES = Set.of("", "container_t", "container_init_t", "container_kvm_t");
    private static final int ENGINE_TYPE_MINOR = 31;
    private static final int SECCOMP_FIELD_MINOR = 19;

    private ProfileRules() {
    }

    static Optional<Violation> appArmor(PodView pod) {
        TreeSet<String> values = new TreeSet<>();
        boolean isPod = isBad(pod.securityContext(), "appArmorProfile", values);
        List<String> bad = pod
                .containers(container -> isBad(container.path("securityContext"), "appArmorProfile", values));
        List<String> setters = PodView.setters(isPod, bad);
        List<String> annotations = new ArrayList<>();
        Trees.strings(pod.annotations()).forEach((name, value) -> {
            if (name.startsWith(APP_ARMOR) && !value.isEmpty() && !value.equals("runtime/default")
                    && !value.startsWith("localhost/")) {
                annotations.add(name + "=\"" + value + "\"");
            }
        });
        List<String> shown = new ArrayList<>(values);
        if (!annotations.isEmpty()) {
            shown.addAll(annotations.stream().sorted().toList());
            setters.add(PodView.counted("annotation", annotations));
        }
        return setters.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation(PodView.counted("forbidden AppArmor profile", shown),
                        String.join(" and ", setters) + " must not set AppArmor profile type to "
                                + PodView.quoted(shown)));
    }

    private static boolean isBad(JsonNode context, String profile, Set<String> values) {
        JsonNode type = context.path(profile).path("type");
        boolean isBad = context.has(profile) && !PROFILES.contains(type.asText());
        if (isBad) {
            values.add(type.asText());
        }
        return isBad;
    }

    static Optional<Violation> seLinux(PodView pod, int minor) {
        TreeSet<String> types = new TreeSet<>();
        TreeSet<String> others = new TreeSet<>();
        boolean isPod = isBadLabel(pod.securityContext(), minor, types, others);
        List<String> bad = pod.containers(
                container -> isBadLabel(container.path("securityContext"), minor, types, others));
        List<String> setters = PodView.setters(isPod, bad);
        List<String> parts = new ArrayList<>();
        if (!types.isEmpty()) {
            parts.add(PodView.counted("type", types) + " " + PodView.quoted(types));
        }
        parts.addAll(others.descendingSet());
        return setters.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("seLinuxOptions", String.join(" and ", setters)
                        + " set forbidden securityContext.seLinuxOptions: " + String.join("; ", parts)));
    }

    private static boolean isBadLabel(JsonNode context, int minor, Set<String> types, Set<String> others) {
        JsonNode options = context.path("seLinuxOptions");
        boolean isBad = false;
        String type = options.path("type").asText();
        if (!SELINUX_TYPES.contains(type) && !(minor >= ENGINE_TYPE_MINOR && type.equals("container_engine_t"))) {
            types.add(type);
            isBad = true;
        }
        for (String field : List.of("user", "role")) {
            if (!options.path(field).asText().isEmpty()) {
                others.add(field + " may not be set");
                isBad = true;
            }
        }
        return isBad;
    }

    static Optional<Violation> seccomp(PodView pod, int minor) {
        return minor < SECCOMP_FIELD_MINOR ? seccompAnnotations(pod) : seccompFields(pod);
    }

    private static Optional<Violation> seccompAnnotations(PodView pod) {
        TreeSet<String> bad = new TreeSet<>();
        List<String> names = new ArrayList<>(List.of(SECCOMP_POD));
        pod.containers().forEach(container -> names.add(SECCOMP_CONTAINER + container.path("name").asText()));
        for (String name : names) {
            String value = pod.annotations().path(name).asText();
            if (pod.annotations().has(name) && !value.equals("runtime/default") && !value.equals("docker/default")
                    && !value.startsWith("localhost/")) {
                bad.add(name + "=\"" + value + "\"");
            }
        }
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("seccompProfile",
                        "forbidden " + PodView.counted("annotation", bad) + " " + String.join(", ", bad)));
    }

    private static Optional<Violation> seccompFields(PodView pod) {
        TreeSet<String> values = new TreeSet<>();
        boolean isPod = isBad(pod.securityContext(), "seccompProfile", values);
        List<String> bad = pod
                .containers(container -> isBad(container.path("securityContext"), "seccompProfile", values));
        List<String> setters = PodView.setters(isPod, bad);
        return setters.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("seccompProfile", String.join(" and ", setters)
                        + " must not set securityContext.seccompProfile.type to " + PodView.quoted(values)));
    }

    /// As [#seccomp], and a profile must be chosen.
    static Optional<Violation> chosenSeccomp(PodView pod) {
        Optional<Violation> bad = seccompFields(pod);
        if (bad.isPresent() || pod.securityContext().has("seccompProfile")) {
            return bad;
        }
        List<String> without = pod
                .containers(container -> !container.path("securityContext").has("seccompProfile"));
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation("seccompProfile", "pod or " + PodView.named(without)
                        + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\""));
    }
}
