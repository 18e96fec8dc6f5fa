package dev.plumbline.contracts;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/// What an Application declares, with every default filled in.
public record ApplicationSpec(String project, Source source, Render render, Target target, Sync sync, Drift drift) {
    public ApplicationSpec {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(render, "render");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(drift, "drift");
    }

    /// Where the manifests are.
    ///
    /// @param path directory from the repository's root, `.` for the root
    /// @param credentials name of a credential file or Secret; never a value
    public record Source(String repository, String ref, String path, @Nullable String credentials) {
        public Source {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(path, "path");
        }
    }

    /// How the source becomes manifests.
    ///
    /// @param options what the Application says under the kind's name, as it is
    public record Render(RenderKind kind, Map<String, JsonNode> options) {
        public Render {
            Objects.requireNonNull(kind, "kind");
            options = Map.copyOf(options);
        }
    }

    /// Found by what the path holds when [#DETECT].
    public enum RenderKind {
        @JsonProperty("detect")
        @JsonEnumDefaultValue
        DETECT, @JsonProperty("plain")
        PLAIN, @JsonProperty("kustomize")
        KUSTOMIZE, @JsonProperty("helm")
        HELM
    }

    /// Where the resources go.
    ///
    /// @param namespace for namespaced resources that name none
    /// @param createNamespace create `namespace` when it is missing, without owning it
    public record Target(String cluster, @Nullable String namespace, boolean createNamespace) {
        public Target {
            Objects.requireNonNull(cluster, "cluster");
        }
    }

    /// When and how far the cluster follows.
    ///
    /// @param prune delete what Git no longer holds
    /// @param adopt take over existing objects that nobody owns
    /// @param deletionBudget more deletions than this in one plan wait for approval
    public record Sync(SyncMode mode, boolean prune, boolean adopt, OnRemoval onRemoval, int deletionBudget) {
        /// The budget where an Application names none: a handful of files is everyday work, a directory is not.
        public static final int DEFAULT_DELETION_BUDGET = 10;

        public Sync {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(onRemoval, "onRemoval");
            if (deletionBudget < 0) {
                throw new IllegalArgumentException(
                        "sync.deletionBudget must be 0 or more, is " + deletionBudget);
            }
        }
    }

    /// `manual` plans only on command.
    public enum SyncMode {
        @JsonProperty("auto")
        AUTO, @JsonProperty("manual")
        @JsonEnumDefaultValue
        MANUAL
    }

    /// What happens to the resources of an Application that is no longer declared.
    public enum OnRemoval {
        @JsonProperty("orphan")
        @JsonEnumDefaultValue
        ORPHAN, @JsonProperty("prune")
        PRUNE
    }

    /// What happens when live differs though Git did not change.
    ///
    /// @param ignore differences that are somebody else's right
    public record Drift(DriftPolicy policy, List<IgnoreRule> ignore) {
        public Drift {
            Objects.requireNonNull(policy, "policy");
            ignore = List.copyOf(ignore);
        }
    }

    public enum DriftPolicy {
        @JsonProperty("correct")
        CORRECT, @JsonProperty("report")
        @JsonEnumDefaultValue
        REPORT
    }

    /// Fields that may differ.
    ///
    /// @param group API group; absent for any
    /// @param kind absent for any kind
    /// @param name absent for any name
    /// @param paths `/spec/replicas`, with `*` for any one element; a path covers all below it; empty covers the whole
    ///              object, and then `managers` must say whose fields
    /// @param managers only where one of these field managers holds the field; empty for whoever holds it
    public record IgnoreRule(@Nullable String group, @Nullable String kind, @Nullable String name, List<String> paths,
            List<String> managers, @Nullable String reason) {
        public IgnoreRule {
            paths = List.copyOf(paths);
            managers = List.copyOf(managers);
            if (paths.isEmpty() && managers.isEmpty()) {
                throw new IllegalArgumentException("An ignore rule must name paths or managers; one without either"
                        + " would ignore every difference");
            }
        }
    }
}
