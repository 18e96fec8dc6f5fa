package dev.plumbline.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.local.supervisor.AlreadyRunningException;
import dev.plumbline.local.supervisor.AtomicFile;
import dev.plumbline.local.supervisor.DataDirectory;
import dev.plumbline.local.supervisor.Endpoints;
import dev.plumbline.local.supervisor.Part;
import dev.plumbline.local.supervisor.Progress;
import dev.plumbline.local.supervisor.Progress.Died;
import dev.plumbline.local.supervisor.Progress.Started;
import dev.plumbline.local.supervisor.Supervisor;

/// A running installation on one data directory.
public final class Stack implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

    private final DataDirectory data;
    private final Supervisor supervisor;
    private final StartReport report;
    private final Map<String, Optional<URI>> health = new HashMap<>();
    private final Endpoints endpoints;
    private final Places places;
    private final StartCaches caches;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable Learning learning;

    private Stack(DataDirectory data, Supervisor supervisor, StartReport report, Places places, Endpoints endpoints,
            StartCaches caches) {
        this.caches = caches;
        this.data = data;
        this.supervisor = supervisor;
        this.report = report;
        this.places = places;
        this.endpoints = endpoints;
    }

    /// Checks what a person may have got wrong, takes the data directory and starts every part.
    ///
    /// @param watcher told of what happens to the parts, from several threads
    /// @throws Complaint if something has to be put right first; nothing is left running then
    public static Stack start(StackSettings settings, Consumer<Progress> watcher)
            throws Complaint, IOException, InterruptedException {
        Installation installation = Installation.here();
        Optional<FleetAddress> given = settings.fleet().isPresent()
                ? Optional.of(FleetCheck.resolve(settings.fleet().get()))
                : Optional.empty();
        checkPlatform(settings);
        DataDirectory data = take(settings.data());
        try {
            Places places = Places.choose(data.path(), settings);
            FleetAddress fleet = given.orElseGet(() -> new FleetAddress(places.localFleet().toString(),
                    Optional.of("main"), "applications"));
            StartCaches caches = new StartCaches(installation.state().resolve("aot"), settings.learning());
            Parts parts = new Parts(installation, data.path(), places, settings, fleet, Secrets.of(data.path()),
                    caches);
            Stack stack = of(data, settings, places, caches, watcher);
            stack.startAll(parts, settings);
            return stack;
        } catch (Complaint | IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static Stack of(DataDirectory data, StackSettings settings, Places places, StartCaches caches,
            Consumer<Progress> watcher) throws IOException, Complaint {
        StartReport report = new StartReport();
        URI kubernetes = settings.kubeconfig().isPresent()
                ? Kubeconfig.read(places.kubeconfig()).server()
                : URI.create("https://127.0.0.1:" + places.port(Places.KUBERNETES));
        Endpoints endpoints = places.endpoints(settings, kubernetes);
        Stack[] made = new Stack[1];
        Supervisor supervisor = new Supervisor(data, progress -> {
            report.note(progress);
            watcher.accept(progress);
            if (progress instanceof Started && made[0] != null) {
                made[0].writeEndpoints();
            }
        });
        made[0] = new Stack(data, supervisor, report, places, endpoints, caches);
        return made[0];
    }

    private static DataDirectory take(Path path) throws IOException, InterruptedException, Complaint {
        try {
            return DataDirectory.take(path);
        } catch (AlreadyRunningException e) {
            throw new Complaint(e.getMessage() + ": stop it with ./plumbline down --data " + path
                    + ", or choose another --data", e);
        }
    }

    private static void checkPlatform(StackSettings settings) throws Complaint, InterruptedException {
        if (settings.kubeconfig().isPresent()) {
            ClusterCheck.verify(settings.kubeconfig().get().toAbsolutePath());
        }
        if (settings.kafka().isPresent()) {
            Reachability.kafka(settings.kafka().get());
        }
        if (settings.database().isPresent()) {
            Reachability.database(DatabaseAddress.of(settings.database().get()));
        }
    }

    private void startAll(Parts parts, StackSettings settings) throws IOException, Complaint, InterruptedException {
        try {
            if (settings.kafka().isEmpty()) {
                start(parts.kafka());
            }
            if (settings.kubeconfig().isEmpty()) {
                start(parts.kubernetes());
            }
            if (settings.database().isEmpty()) {
                start(parts.database());
            }
            if (settings.hasGitHost()) {
                start(parts.git());
            }
            start(parts.gitWatcher());
            start(parts.renderer());
            start(parts.audit());
            if (settings.kubeconfig().isEmpty()) {
                await(Places.KUBERNETES, System.nanoTime() + READY_WITHIN.toNanos());
            }
            publishKubeconfig();
            start(parts.differ());
            start(parts.applier());
            writeEndpoints();
        } catch (Complaint | IOException | InterruptedException | RuntimeException e) {
            supervisor.close();
            throw e;
        }
    }

    private void start(Part part) throws IOException {
        parts.add(part);
        health.put(part.name(), part.health().shownUrl());
        data.directory(part.name());
        supervisor.start(part);
    }

    /// Blocks until every part is ready and every Application has been evaluated.
    ///
    /// @throws Complaint naming the part that does not come up
    public void awaitReady() throws Complaint, InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        for (String part : List.copyOf(health.keySet())) {
            await(part, end);
        }
        try (AuditApi audit = audit()) {
            while (!isEvaluated(audit)) {
                complainIfHopeless();
                if (System.nanoTime() > end) {
                    throw new Complaint("The Applications were not evaluated within " + READY_WITHIN.toSeconds()
                            + " s: see " + endpoints.console() + " and " + data.path().resolve("logs"));
                }
                Thread.sleep(LOOKS_EVERY);
            }
        }
        learning = Learning.start(caches, parts, supervisor::pids, log("start-caches"));
    }

    public Endpoints endpoints() {
        return endpoints.with(supervisor.pids(), health);
    }

    public Path data() {
        return data.path();
    }

    /// The kubeconfig for people: `DIR/kubeconfig`.
    public Path kubeconfig() {
        return data.path().resolve("kubeconfig");
    }

    /// A client of the audit API; the caller closes it.
    public AuditApi audit() {
        return new AuditApi(endpoints.audit(), data.path().resolve("token"));
    }

    @Override
    public void close() throws IOException {
        if (learning != null) {
            learning.close();
        }
        supervisor.close();
        caches.tidy();
        data.close();
    }

    private void await(String part, long end) throws Complaint, InterruptedException {
        while (!report.isReady(part)) {
            complainIfHopeless();
            if (System.nanoTime() > end) {
                throw new Complaint(
                        part + " was not ready within " + READY_WITHIN.toSeconds() + " s: see " + log(part));
            }
            Thread.sleep(LOOKS_EVERY);
        }
    }

    private void complainIfHopeless() throws Complaint {
        Optional<Died> died = report.hopeless();
        if (died.isPresent()) {
            List<String> lines = died.get().lastLines();
            throw new Complaint(died.get().part() + " does not start (exit code " + died.get().code() + "): "
                    + (lines.isEmpty() ? "it said nothing" : lines.getLast()) + "; see " + log(died.get().part()));
        }
    }

    /// The fleet was read, and each Application has a revision or an error that says why it has none.
    private static boolean isEvaluated(AuditApi audit) throws InterruptedException {
        try {
            List<JsonNode> applications = audit.list("applications", Map.of());
            return applications.stream().allMatch(Stack::hasBeenEvaluated)
                    && (!applications.isEmpty() || hasBeenEvaluated(audit.fleet()));
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean hasBeenEvaluated(JsonNode view) {
        return view.hasNonNull("revision") || view.hasNonNull("error");
    }

    private Path log(String part) {
        return data.path().resolve("logs").resolve(part + ".log");
    }

    private void publishKubeconfig() throws IOException {
        AtomicFile.writeSecret(kubeconfig(), Files.readAllBytes(places.kubeconfig()));
    }

    /// One at a time, so that the last one written is the newest.
    private synchronized void writeEndpoints() {
        try {
            endpoints().write(data.path());
        } catch (IOException e) {
            throw new UncheckedIOException("The endpoints cannot be written to " + data.path(), e);
        }
    }
}
