package dev.plumbline.contracts;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.SourcePosition;

/// One event of each type, with every component filled.
final class Samples {
    private static final Instant AT = Instant.parse("2026-11-24T14:02:11Z");
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Person ANA = new Person("Ana Díaz", "ana@example.com");
    private static final Provenance PROVENANCE = new Provenance(COMMIT, ANA, "Scale for the sale", AT);
    private static final ResourceId WEB = ResourceId.parse("apps/Deployment/shop/web");
    private static final String DIGEST = "v1:00ff";

    private Samples() {
    }

    static Map<EventType, Event> all() {
        Map<EventType, Event> samples = new EnumMap<>(EventType.class);
        for (Event event : List.of(commit(),
                new Checkpoint("https://git.example.com/shop", "main", commit(), "gone", AT),
                declared(), new ApplicationRemoved("shop", spec(), PROVENANCE),
                new RenderRequested("shop", "s1", commit()),
                new DesiredResource("shop", WEB, "apps/v1", manifest(), DIGEST, new SourcePosition("web.yaml", 3),
                        PROVENANCE),
                marker(), outcome(), operation(),
                new Applied("shop", "local", WEB, "apps/v1", DIGEST, "uid", "7", manifest(), manifest(), "p1",
                        PROVENANCE, AT),
                change(), new DriftEvent.DriftDetected("d1", drift()), new DriftEvent.DriftUpdated("d1", drift()),
                new DriftEvent.DriftResolved("d1", drift(), AT, DriftEvent.Resolution.CORRECTED), status(),
                new Command("c1", "shop", Command.Kind.SYNC, "ana", "now please", COMMIT, AT),
                new Approval("shop", COMMIT, "ana", "yes, all of them", AT),
                new DeadLetter("plumbline.plans.v1", 3, 42, "shop", "{", "applier", "not JSON", AT))) {
            samples.put(EventType.of(event), event);
        }
        return samples;
    }

    private static CommitObserved commit() {
        return new CommitObserved("https://git.example.com/shop", "main", COMMIT, List.of(COMMIT), COMMIT, ANA, AT, ANA,
                AT, "Scale web", "For the sale.", Map.of("Reason", List.of("Scale for the sale")),
                SignatureVerdict.UNSIGNED, List.of("web.yaml"), false,
                new CommitObserved.Seen("webhook", "delivery-1", "ana", AT), COMMIT);
    }

    private static ApplicationSpec spec() {
        return new ApplicationSpec("default",
                new ApplicationSpec.Source("https://git.example.com/shop", "main", "overlays/prod", "shop-git"),
                new ApplicationSpec.Render(ApplicationSpec.RenderKind.KUSTOMIZE, Map.of("strict", IntNode.valueOf(1))),
                new ApplicationSpec.Target("local", "shop", true),
                new ApplicationSpec.Sync(ApplicationSpec.SyncMode.AUTO, true, false,
                        ApplicationSpec.OnRemoval.ORPHAN, ApplicationSpec.Sync.DEFAULT_DELETION_BUDGET),
                new ApplicationSpec.Drift(ApplicationSpec.DriftPolicy.CORRECT, List.of(new ApplicationSpec.IgnoreRule(
                        "apps", "Deployment", "web", List.of("/spec/replicas"), List.of("hpa"), "scaled by HPA"))));
    }

    private static ApplicationDeclared declared() {
        return new ApplicationDeclared("shop", spec(), "s1", new SourcePosition("applications/shop.yaml", 1),
                PROVENANCE);
    }

    private static SnapshotMarker marker() {
        return new SnapshotMarker("shop", "local", "https://git.example.com/shop", "main", "overlays/prod", "s1",
                COMMIT,
                COMMIT, PROVENANCE, List.of(new SnapshotMarker.Entry(WEB, DIGEST)));
    }

    private static RenderOutcome outcome() {
        return new RenderOutcome("shop", COMMIT, "s1", RenderOutcome.Result.FAILED,
                List.of(new RenderOutcome.RenderError("no such kind", new SourcePosition("web.yaml", 3))), null, AT);
    }

    private static PlannedOperation operation() {
        return new PlannedOperation("p1", 0, 1, "shop", "local", 12, 0, COMMIT, PlannedOperation.Kind.APPLY, WEB,
                "apps/v1", manifest(), DIGEST, "uid", "6", manifest(), true, Cause.COMMIT, "d1", PROVENANCE, AT);
    }

    private static Change change() {
        return new Change("ch1", "shop", "local", WEB, Change.Operation.UPDATE, Change.Outcome.APPLIED, Cause.COMMIT,
                "p1", 0, 1, COMMIT, "d1", PROVENANCE, AT, AT,
                List.of(new Change.FieldChange("/spec/replicas", IntNode.valueOf(3), IntNode.valueOf(5))), "late",
                true);
    }

    private static DriftEvent.Drift drift() {
        return new DriftEvent.Drift("shop", "local", WEB, DriftEvent.Kind.MODIFIED, COMMIT,
                List.of(new DriftEvent.FieldDrift("/spec/replicas", IntNode.valueOf(3), IntNode.valueOf(5),
                        "kubectl-scale", "ana", AT)),
                AT, ApplicationSpec.DriftPolicy.CORRECT);
    }

    private static ApplicationStatus status() {
        return new ApplicationStatus("shop", "local", ApplicationStatus.Sync.DRIFTED, ApplicationStatus.Health.HEALTHY,
                COMMIT, COMMIT, PROVENANCE, List.of(new ApplicationStatus.OpenDrift("d1", drift())), "held by ana",
                List.of("web.yaml:3: no such kind"),
                List.of(new ApplicationStatus.ResourceStatus(WEB, ApplicationStatus.Sync.DRIFTED,
                        ApplicationStatus.Health.HEALTHY, "replicas is 5")),
                new ApplicationStatus.Evidence(12, true, 1, null),
                AT);
    }

    private static ObjectNode manifest() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", "apps/v1").put("kind", "Deployment");
        manifest.putObject("metadata").put("name", "web").put("namespace", "shop");
        manifest.putObject("spec").put("replicas", 3);
        return manifest;
    }
}
