package dev.plumbline.renderer.domain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.contracts.RenderRequested;
import dev.plumbline.renderer.domain.LastRenders.LastRender;

/// Renders one Application at the commits that were asked for.
public final class ApplicationRender {
    /// More commits waiting than this are told from the newest of them: each costs a render.
    static final int MOST_COMMITS = 20;

    private final Sources sources;
    private final Rendering rendering;
    private final LastRenders renders;
    private final Checkpoints checkpoints;
    private final DeclarationErrors declarations;
    private final InstantSource clock;

    public ApplicationRender(Sources sources, Rendering rendering, LastRenders renders, Checkpoints checkpoints,
            DeclarationErrors declarations, InstantSource clock) {
        this.sources = sources;
        this.rendering = rendering;
        this.renders = renders;
        this.checkpoints = checkpoints;
        this.declarations = declarations;
        this.clock = clock;
    }

    /// What to publish, and what to remember once it is.
    ///
    /// @param last what the newest commit was read for; empty when the next commit must be rendered whatever it changes
    public record Rendered(Publication publication, Optional<LastRender> last) {
    }

    /// Empty when none of the requests is about the source that is declared now and nothing newer is known of it.
    ///
    /// @param requests of this Application, in their order
    /// @throws Sources.SourceUnavailable when no content can be had at all now
    public Optional<Rendered> of(ApplicationDeclared application, List<RenderRequested> requests, Snapshot before) {
        Instant started = clock.instant();
        List<CommitObserved> commits = commits(application, requests, before);
        if (commits.isEmpty()) {
            return Optional.empty();
        }
        List<Publication.Step> steps = new ArrayList<>(commits.size());
        Optional<LastRender> last = renders.of(application)
                .filter(render -> !render.errors().isEmpty() || isOfSameSpec(application, before));
        for (CommitObserved commit : commits) {
            Read read = read(application, commit, last);
            steps.add(new Publication.Step(commit, read.evaluation()));
            last = read.last();
        }
        return Optional.of(new Rendered(Publication.of(application, before, steps,
                declarations.of(application.name()), started, clock.instant()), last));
    }

    private List<CommitObserved> commits(ApplicationDeclared application, List<RenderRequested> requests,
            Snapshot before) {
        ApplicationSpec.Source source = application.spec().source();
        Map<String, CommitObserved> asked = new LinkedHashMap<>();
        for (RenderRequested request : requests) {
            CommitObserved commit = request.commit();
            if (commit.repository().equals(source.repository()) && commit.ref().equals(source.ref())) {
                asked.remove(commit.commit());
                asked.put(commit.commit(), commit);
            }
        }
        List<CommitObserved> commits = new ArrayList<>(asked.values());
        newer(application, commits, before).ifPresent(commits::add);
        return commits.subList(Math.max(0, commits.size() - MOST_COMMITS), commits.size());
    }

    /// A commit may have been told while the Application was not declared yet: then nobody asked for it.
    private Optional<CommitObserved> newer(ApplicationDeclared application, List<CommitObserved> asked,
            Snapshot before) {
        if (isOfSameSpec(application, before)) {
            return Optional.empty();
        }
        return checkpoints.newest(application.spec().source())
                .filter(newest -> asked.stream().noneMatch(commit -> commit.commit().equals(newest.commit())))
                .filter(newest -> asked.isEmpty() || descends(newest, asked.getLast()));
    }

    private static boolean isOfSameSpec(ApplicationDeclared application, Snapshot before) {
        return before.marker().filter(marker -> marker.specVersion().equals(application.specVersion())).isPresent();
    }

    private boolean descends(CommitObserved newest, CommitObserved asked) {
        try (Sources.Checkout checkout = sources.open(newest)) {
            return checkout.descendsFrom(asked.commit());
        }
    }

    private record Read(Evaluation evaluation, Optional<LastRender> last) {
    }

    private Read read(ApplicationDeclared application, CommitObserved commit, Optional<LastRender> last) {
        try (Sources.Checkout checkout = sources.open(commit)) {
            if (last.isPresent() && checkout.isSame(last.get().dependencies())) {
                List<RenderError> errors = last.get().errors();
                return new Read(errors.isEmpty() ? new Evaluation.Unchanged() : new Evaluation.Failed(errors), last);
            }
            Evaluation evaluation = evaluate(application.spec(), checkout);
            return new Read(evaluation, remembered(application, evaluation, checkout.reads()));
        } catch (Sources.SourceUnavailable e) {
            if (e.isForAll()) {
                throw e;
            }
            return new Read(new Evaluation.Failed(List.of(new RenderError(String.valueOf(e.getMessage()), null))),
                    Optional.empty());
        }
    }

    private Evaluation evaluate(ApplicationSpec spec, Sources.Checkout checkout) {
        return switch (rendering.render(checkout.tree(), spec.source().path(), spec.render())) {
            case RenderAttempt.Failed(List<RenderError> errors) -> new Evaluation.Failed(errors);
            case RenderAttempt.Rendered(List<RenderedObject> objects) -> SnapshotCheck.of(spec.target(), objects);
        };
    }

    /// An empty set is judged by what was there before, so it is never taken for unchanged.
    private static Optional<LastRender> remembered(ApplicationDeclared application, Evaluation evaluation,
            Dependencies reads) {
        return switch (evaluation) {
            case Evaluation.Failed(List<RenderError> errors) ->
                Optional.of(new LastRender(application.specVersion(), reads, errors));
            case Evaluation.Complete(List<SnapshotResource> resources) -> resources.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LastRender(application.specVersion(), reads, List.of()));
            case Evaluation.Unchanged _ -> Optional.empty();
        };
    }
}
