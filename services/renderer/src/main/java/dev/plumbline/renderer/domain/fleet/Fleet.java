package dev.plumbline.renderer.domain.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.renderer.domain.Dependencies;
import dev.plumbline.renderer.domain.RenderAttempt;
import dev.plumbline.renderer.domain.Rendering;
import dev.plumbline.renderer.domain.Sources;
import dev.plumbline.rendering.kustomize.KustomizeBuild;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.source.SourceTree;

/// Renders the fleet: its documents at a commit against what was declared before.
public final class Fleet {
    private static final int DEEPEST = 20;
    private static final int MOST_FILES = 10_000;

    private final FleetSource fleet;
    private final Sources sources;
    private final Rendering rendering;
    private final InstantSource clock;

    public Fleet(FleetSource fleet, Sources sources, Rendering rendering, InstantSource clock) {
        this.fleet = fleet;
        this.sources = sources;
        this.rendering = rendering;
        this.clock = clock;
    }

    public FleetSource source() {
        return fleet;
    }

    /// What a commit of the fleet leads to.
    ///
    /// @param events   to publish, in this order
    /// @param declared the Applications that hold from then on, by name
    /// @param changed  names of those that are new or have another spec
    /// @param broken   what is wrong with declarations, by name
    /// @param reads    what was looked at; empty when the next commit must be rendered whatever it changes
    public record Rendered(List<Event> events, Map<String, ApplicationDeclared> declared, Set<String> changed,
            Map<String, List<RenderError>> broken, Optional<Dependencies> reads) {
    }

    /// @param known the Applications that hold before, by name
    /// @throws Sources.SourceUnavailable when no content can be had at all now
    public Rendered render(CommitObserved commit, Map<String, ApplicationDeclared> known) {
        Instant started = clock.instant();
        try (Sources.Checkout checkout = sources.open(commit)) {
            FleetReading reading = read(checkout.tree());
            FleetChange change = FleetChange.between(known, reading, commit.provenance());
            List<Event> events = new ArrayList<>(change.events());
            events.add(outcome(ApplicationDeclared.FLEET, fleet.version(), commit, change.errors(), started));
            reading.broken().forEach((name, errors) -> events.add(outcome(name,
                    Optional.ofNullable(known.get(name)).map(ApplicationDeclared::specVersion).orElse(""), commit,
                    errors, started)));
            Set<String> changed = new HashSet<>();
            change.events().forEach(event -> changed.add(event.name()));
            changed.retainAll(change.declared().keySet());
            return new Rendered(events, change.declared(), changed, reading.broken(),
                    change.errors().isEmpty() ? Optional.of(checkout.reads()) : Optional.empty());
        } catch (IOException e) {
            return failed(commit, known, "the fleet cannot be read: " + e.getMessage(), started);
        } catch (Sources.SourceUnavailable e) {
            if (e.isForAll()) {
                throw e;
            }
            return failed(commit, known, String.valueOf(e.getMessage()), started);
        }
    }

    /// The fleet's repository or ref cannot be read at its Git host.
    public RenderOutcome unreadable(String error) {
        return new RenderOutcome(ApplicationDeclared.FLEET, null, fleet.version(), RenderOutcome.Result.FAILED,
                List.of(new RenderError(error, null)), null, clock.instant());
    }

    private Rendered failed(CommitObserved commit, Map<String, ApplicationDeclared> known, String error,
            Instant started) {
        return new Rendered(List.of(outcome(ApplicationDeclared.FLEET, fleet.version(), commit,
                List.of(new RenderError(error, null)), started)), known, Set.of(), Map.of(), Optional.empty());
    }

    private RenderOutcome outcome(String application, String version, CommitObserved commit,
            List<RenderError> errors, Instant started) {
        return new RenderOutcome(application, commit.commit(), version,
                errors.isEmpty() ? RenderOutcome.Result.RENDERED : RenderOutcome.Result.FAILED, errors,
                started, clock.instant());
    }

    private FleetReading read(SourceTree tree) throws IOException {
        if (!tree.isDirectory(fleet.path())) {
            return broken("the fleet's path \"" + fleet.path() + "\" is no directory of " + fleet.repository() + "#"
                    + fleet.ref() + "; the Applications that were declared there are kept");
        }
        if (KustomizeBuild.isKustomization(tree, fleet.path())) {
            return kustomized(tree);
        }
        List<FleetFile> files = new ArrayList<>();
        collect(tree, fleet.path(), 0, files);
        return files.isEmpty()
                ? broken("the fleet's path \"" + fleet.path() + "\" holds no .yaml, .yml or .json file")
                : FleetReader.read(fleet, files);
    }

    private static FleetReading broken(String error) {
        return new FleetReading(Map.of(), Map.of(), List.of(new RenderError(error, null)));
    }

    /// A fleet made by Kustomize is judged as a whole when its build fails, and document by document after.
    private FleetReading kustomized(SourceTree tree) {
        ApplicationSpec.Render detect = new ApplicationSpec.Render(ApplicationSpec.RenderKind.DETECT, Map.of());
        return switch (rendering.render(tree, fleet.path(), detect)) {
            case RenderAttempt.Failed(List<RenderError> errors) ->
                new FleetReading(Map.of(), Map.of(), errors);
            case RenderAttempt.Rendered rendered -> FleetReader.readObjects(fleet, rendered.objects());
        };
    }

    private static void collect(SourceTree tree, String directory, int depth, List<FleetFile> files)
            throws IOException {
        for (String name : tree.list(directory)) {
            String path = SourcePaths.child(directory, name);
            if (name.startsWith(".") || files.size() >= MOST_FILES) {
                continue;
            }
            if (depth < DEEPEST && tree.isDirectory(path)) {
                collect(tree, path, depth + 1, files);
            } else if (FleetReader.isDocument(name) && tree.isFile(path)) {
                files.add(new FleetFile(path, new String(tree.read(path), StandardCharsets.UTF_8)));
            }
        }
    }
}
