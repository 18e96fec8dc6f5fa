package dev.plumbline.renderer.domain.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationSpec.Drift;
import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.Render;
import dev.plumbline.contracts.ApplicationSpec.RenderKind;
import dev.plumbline.contracts.ApplicationSpec.Source;
import dev.plumbline.contracts.ApplicationSpec.Sync;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;
import dev.plumbline.contracts.ApplicationSpec.Target;
import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.manifests.FieldPath;

/// Reads the `spec` of an Application and fills in every default.
final class SpecReader {
    private static final Map<String, RenderKind> KINDS = Map.of("plain", RenderKind.PLAIN, "kustomize",
            RenderKind.KUSTOMIZE, "helm", RenderKind.HELM);

    private final FleetSource fleet;

    SpecReader(FleetSource fleet) {
        this.fleet = fleet;
    }

    ApplicationSpec read(Fields spec) {
        String project = spec.text("project").orElse(Projects.DEFAULT);
        ApplicationSpec read = new ApplicationSpec(project, source(spec.map("source")), render(spec.map("render")),
                target(spec.map("target")), sync(spec.map("sync")), drift(spec.map("drift")));
        spec.refuseOthers();
        return read;
    }

    private Source source(Fields source) {
        Optional<String> named = source.text("repository");
        String repository = fleet.repository();
        if (named.isPresent()) {
            try {
                repository = RepositoryUrl.normalised(named.get());
            } catch (IllegalArgumentException e) {
                source.refuse("repository", String.valueOf(e.getMessage()));
            }
        }
        boolean fleets = repository.equals(fleet.repository());
        String ref = source.text("ref").orElse(fleet.ref());
        String path = path(source);
        String credentials = source.text("credentials").orElse(fleets ? fleet.credentials().orElse(null) : null);
        source.refuseOthers();
        return new Source(repository, ref, path, credentials);
    }

    private static String path(Fields source) {
        String path = source.text("path").orElse(".");
        Optional<String> inside = SourcePath.normalised(path);
        if (inside.isEmpty()) {
            source.refuse("path", "must be a directory inside the repository, is \"" + path + "\"");
        }
        return inside.filter(normal -> !normal.isEmpty()).orElse(".");
    }

    private static Render render(Fields render) {
        List<String> named = render.names();
        render.allow(KINDS.keySet().toArray(String[]::new));
        if (named.size() > 1) {
            render.refuse(named.get(1), "stands beside " + named.getFirst() + ": name one way to render");
        }
        render.refuseOthers();
        if (named.isEmpty() || !KINDS.containsKey(named.getFirst())) {
            return new Render(RenderKind.DETECT, Map.of());
        }
        String kind = named.getFirst();
        Map<String, JsonNode> options = new LinkedHashMap<>();
        Fields written = render.map(kind);
        written.names().forEach(name -> options.put(name, written.node().path(name)));
        return new Render(KINDS.getOrDefault(kind, RenderKind.DETECT), options);
    }

    private Target target(Fields target) {
        Target read = new Target(target.text("cluster").orElse(fleet.cluster()),
                target.text("namespace").orElse(null), target.flag("createNamespace", false));
        if (read.createNamespace() && read.namespace() == null) {
            target.refuse("createNamespace", "needs target.namespace: it says which one to create");
        }
        target.refuseOthers();
        return read;
    }

    private static Sync sync(Fields sync) {
        Sync read = new Sync(
                sync.choice("mode", Map.of("auto", SyncMode.AUTO, "manual", SyncMode.MANUAL), SyncMode.AUTO),
                sync.flag("prune", true), sync.flag("adopt", false),
                sync.choice("onRemoval", Map.of("orphan", OnRemoval.ORPHAN, "prune", OnRemoval.PRUNE),
                        OnRemoval.ORPHAN),
                sync.count("deletionBudget", Sync.DEFAULT_DELETION_BUDGET));
        sync.refuseOthers();
        return read;
    }

    private static Drift drift(Fields drift) {
        Map<String, DriftPolicy> policies = new HashMap<>(
                Map.of("correct", DriftPolicy.CORRECT, "report", DriftPolicy.REPORT));
        DriftPolicy policy = drift.choice("policy", policies, DriftPolicy.CORRECT);
        List<IgnoreRule> ignore = new ArrayList<>();
        drift.maps("ignore").forEach(rule -> ignore(rule).ifPresent(ignore::add));
        drift.refuseOthers();
        return new Drift(policy, ignore);
    }

    private static Optional<IgnoreRule> ignore(Fields rule) {
        List<String> paths = rule.texts("paths");
        List<String> managers = rule.texts("managers");
        Optional<String> group = rule.text("group");
        Optional<String> kind = rule.text("kind");
        Optional<String> name = rule.text("name");
        Optional<String> reason = rule.text("reason");
        rule.refuseOthers();
        if (paths.isEmpty() && managers.isEmpty()) {
            rule.refuse("paths", "and managers are both missing: the rule would ignore every difference");
            return Optional.empty();
        }
        paths.forEach(path -> checkPath(rule, path));
        return Optional.of(new IgnoreRule(group.orElse(null), kind.orElse(null), name.orElse(null), paths, managers,
                reason.orElse(null)));
    }

    private static void checkPath(Fields rule, String path) {
        try {
            FieldPath.parse(path);
        } catch (IllegalArgumentException e) {
            rule.refuse("paths", "holds \"" + path + "\", which is no field path like /spec/replicas: "
                    + e.getMessage());
        }
    }
}
