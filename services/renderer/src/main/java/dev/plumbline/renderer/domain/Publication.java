package dev.plumbline.renderer.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.manifests.ResourceId;

/// What is published after an Application was rendered at one or more commits.
///
/// @param changed  resources that differ from those published before, each with the commit that changed it
/// @param removed  resources that are no longer declared
/// @param marker   closes the snapshot; empty when nothing of it is new
/// @param outcome  of the newest commit
/// @param snapshot what holds once this is published
public record Publication(List<DesiredResource> changed, List<ResourceId> removed, Optional<SnapshotMarker> marker,
        RenderOutcome outcome, Snapshot snapshot) {

    /// One commit and what it says.
    public record Step(CommitObserved commit, Evaluation evaluation) {
    }

    /// Follows the commits in their order: a resource names the commit that changed it last, and a commit whose render
    /// fails or is empty leaves the snapshot as it is. Published is what the newest good one holds.
    ///
    /// @param before      what was published last
    /// @param steps       oldest first, not empty
    /// @param declaration what is wrong with the Application's declaration, which goes on with its last good spec
    /// @param started     when the first of them began to be rendered
    public static Publication of(ApplicationDeclared application, Snapshot before, List<Step> steps,
            List<RenderError> declaration, Instant started, Instant now) {
        History history = new History(application, before);
        steps.forEach(history::follow);
        return history.publication(steps.getLast().commit(), declaration, started, now);
    }

    private static final class History {
        private final ApplicationDeclared application;
        private final Snapshot before;
        private Snapshot current;
        private List<RenderError> errors = List.of();

        History(ApplicationDeclared application, Snapshot before) {
            this.application = application;
            this.before = before;
            this.current = before;
        }

        void follow(Step step) {
            switch (step.evaluation()) {
                case Evaluation.Failed(List<RenderError> why) -> errors = why;
                case Evaluation.Unchanged _ -> {
                    errors = List.of();
                    current.marker().ifPresent(
                            marker -> close(step.commit(), marker.renderedFrom(), marker.resources()));
                }
                case Evaluation.Complete(List<SnapshotResource> none) when none.isEmpty() -> errors = List.of(empty());
                case Evaluation.Complete(List<SnapshotResource> resources) -> {
                    errors = List.of();
                    take(step.commit(), resources);
                }
            }
        }

        /// Nothing is never in sync: the path is mistyped, or a generator failed quietly.
        private RenderError empty() {
            ApplicationSpec.Source source = application.spec().source();
            String fact = "path " + source.path() + " of " + source.repository() + "#" + source.ref()
                    + " renders no resource at all";
            return new RenderError(current.resources().isEmpty()
                    ? fact + ": it has no manifest (*.yaml, *.yml, *.json) and no kustomization; correct source.path"
                    : fact + "; the " + current.resources().size()
                            + " of the last good render are kept. To remove them,"
                            + " remove the Application with sync.onRemoval: prune",
                    null);
        }

        private void take(CommitObserved commit, List<SnapshotResource> resources) {
            Map<ResourceId, DesiredResource> next = new LinkedHashMap<>();
            List<SnapshotMarker.Entry> entries = new ArrayList<>(resources.size());
            Provenance provenance = commit.provenance();
            boolean same = resources.size() == current.resources().size() && current.marker().isPresent();
            for (SnapshotResource resource : resources) {
                Optional<DesiredResource> kept = Optional.ofNullable(current.resources().get(resource.id()))
                        .filter(known -> known.digest().equals(resource.digest())
                                && known.apiVersion().equals(resource.apiVersion()));
                same &= kept.isPresent();
                next.put(resource.id(), new DesiredResource(application.name(), resource.id(), resource.apiVersion(),
                        resource.manifest(), resource.digest(), resource.source(),
                        kept.map(DesiredResource::provenance).orElse(provenance)));
                entries.add(new SnapshotMarker.Entry(resource.id(), resource.digest()));
            }
            String renderedFrom = same
                    ? current.marker().map(SnapshotMarker::renderedFrom).orElse(commit.commit())
                    : commit.commit();
            current = new Snapshot(next, current.marker());
            close(commit, renderedFrom, entries);
        }

        private void close(CommitObserved commit, String renderedFrom, List<SnapshotMarker.Entry> entries) {
            ApplicationSpec spec = application.spec();
            current = current.closedBy(new SnapshotMarker(application.name(), spec.target().cluster(),
                    spec.source().repository(), spec.source().ref(), spec.source().path(), application.specVersion(),
                    commit.commit(), renderedFrom, commit.provenance(), entries));
        }

        Publication publication(CommitObserved newest, List<RenderError> declaration, Instant started, Instant now) {
            List<RenderError> all = new ArrayList<>(declaration);
            all.addAll(errors);
            List<DesiredResource> changed = current.resources().values().stream()
                    .filter(resource -> !isPublished(resource)).toList();
            Set<ResourceId> removed = new LinkedHashSet<>(before.resources().keySet());
            removed.removeAll(current.resources().keySet());
            Optional<SnapshotMarker> marker = current.marker()
                    .filter(closing -> !before.marker().equals(Optional.of(closing)));
            RenderOutcome outcome = new RenderOutcome(application.name(), newest.commit(), application.specVersion(),
                    all.isEmpty() ? RenderOutcome.Result.RENDERED : RenderOutcome.Result.FAILED, all, started, now);
            return new Publication(changed, List.copyOf(removed), marker, outcome, current);
        }

        /// A resource that only moved within its file or to another one is published again: its place is shown.
        private boolean isPublished(DesiredResource resource) {
            DesiredResource known = before.resources().get(resource.resource());
            return known != null && known.digest().equals(resource.digest())
                    && known.apiVersion().equals(resource.apiVersion())
                    && known.provenance().equals(resource.provenance())
                    && Objects.equals(known.source(), resource.source());
        }
    }
}
