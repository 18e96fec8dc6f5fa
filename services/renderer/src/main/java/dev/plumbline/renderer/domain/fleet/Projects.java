package dev.plumbline.renderer.domain.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.contracts.ApplicationSpec;

/// The Projects of a fleet: which repositories and clusters their Applications may name.
final class Projects {
    /// Allows everything, unless the fleet declares a Project of this name.
    static final String DEFAULT = "default";
    private static final Project OPEN = new Project(List.of("*"), List.of("*"));

    private final Map<String, Project> projects = new HashMap<>(Map.of(DEFAULT, OPEN));

    /// Each list holds exact values and such that end in `*` for any rest; an empty one allows nothing.
    record Project(List<String> repositories, List<String> clusters) {
        Project {
            repositories = List.copyOf(repositories);
            clusters = List.copyOf(clusters);
        }
    }

    void add(String name, Fields spec) {
        Project project = new Project(spec.texts("repositories"), spec.texts("clusters"));
        spec.refuseOthers();
        projects.put(name, project);
    }

    /// Why an Application may not be as it is declared; empty when it may.
    Optional<String> refusal(ApplicationSpec spec) {
        Project project = projects.get(spec.project());
        if (project == null) {
            return Optional.of("/spec/project names \"" + spec.project() + "\", which the fleet does not declare");
        }
        if (!allows(project.repositories, spec.source().repository())) {
            return Optional.of("project " + spec.project() + " does not allow the repository "
                    + spec.source().repository() + "; it allows " + project.repositories);
        }
        if (!allows(project.clusters, spec.target().cluster())) {
            return Optional.of("project " + spec.project() + " does not allow the cluster " + spec.target().cluster()
                    + "; it allows " + project.clusters);
        }
        return Optional.empty();
    }

    private static boolean allows(List<String> patterns, String value) {
        return patterns.stream().anyMatch(pattern -> pattern.endsWith("*")
                ? value.startsWith(pattern.substring(0, pattern.length() - 1))
                : value.equals(pattern));
    }
}
