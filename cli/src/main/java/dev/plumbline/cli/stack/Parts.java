package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.local.Main;
import dev.plumbline.local.PartCommand;
import dev.plumbline.local.supervisor.Health;
import dev.plumbline.local.supervisor.Part;
import dev.plumbline.local.supervisor.Part.Stage;

/// How each part of an installation is started: command line, environment, and how to tell that it is ready.
final class Parts {
    /// Quick to start and small; a laptop runs nine of them.
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders");

    /// By default a third of the heap, which is touched in whole however little is done.
    private static final String YOUNG = "-Xmn32m";

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(12);

    private final Installation installation;
    private final Path data;
    private final Places places;
    private final StackSettings settings;
    private final FleetAddress fleet;
    private final Secrets secrets;
    private final StartCaches caches;

    Parts(Installation installation, Path data, Places places, StackSettings settings, FleetAddress fleet,
            Secrets secrets, StartCaches caches) {
        this.installation = installation;
        this.data = data;
        this.places = places;
        this.settings = settings;
        this.fleet = fleet;
        this.secrets = secrets;
        this.caches = caches;
    }

    Part kafka() throws IOException {
        int port = places.port(Places.KAFKA);
        return local(Places.KAFKA, PartCommand.kafka(data.resolve(Places.KAFKA), port), Map.of(),
                new Health.Port(port));
    }

    Part database() throws IOException {
        return local(Places.DATABASE,
                PartCommand.database(data.resolve(Places.DATABASE), places.port(Places.DATABASE)), Map.of(),
                new Health.Line("PostgreSQL is ready"));
    }

    Part git() throws IOException {
        return local(Places.GIT,
                PartCommand.gitHost(data.resolve(Places.GIT), places.port(Places.GIT), places.webhook()),
                Map.of(Main.WEBHOOK_SECRET, secrets.webhookSecret()),
                new Health.Http(places.http(Places.GIT).resolve("/healthz")));
    }

    Part kubernetes() throws Complaint, IOException {
        List<String> command = java(Places.KUBERNETES, installation.module("embedded-kubernetes"), "-Xmx256m");
        command.addAll(List.of("--port", Integer.toString(places.port(Places.KUBERNETES)), "--data",
                data.resolve(Places.KUBERNETES).toString()));
        String token = Files.readString(secrets.auditTokenFile());
        command.addAll(ClusterAudit.flags(data, places.http(Places.DIFFER), token));
        return new Part(Places.KUBERNETES, Stage.PLATFORM, command, Map.of(),
                new Health.Line("Kubernetes API is ready"), ENDS_WITHIN);
    }

    Part gitWatcher() throws Complaint, IOException {
        Map<String, String> environment = fleetEnvironment();
        environment.put("PLUMBLINE_POLL", settings.poll().toString());
        environment.put("PLUMBLINE_WEBHOOK_SECRET", secrets.webhookSecret());
        environment.put("PLUMBLINE_CREDENTIALS", credentials());
        return service(Places.GIT_WATCHER, "-Xmx192m", environment);
    }

    Part renderer() throws Complaint, IOException {
        Map<String, String> environment = fleetEnvironment();
        environment.put("PLUMBLINE_MIRRORS", places.http(Places.GIT_WATCHER).resolve("/mirrors").toString());
        return service("renderer", "-Xmx256m", environment);
    }

    Part differ() throws Complaint, IOException {
        Map<String, String> environment = clusterEnvironment();
        environment.put("PLUMBLINE_AUDIT_TOKEN_FILE", secrets.auditTokenFile().toString());
        return service(Places.DIFFER, "-Xmx256m", environment);
    }

    Part applier() throws Complaint, IOException {
        return service("applier", "-Xmx192m", clusterEnvironment());
    }

    Part audit() throws Complaint, IOException {
        Map<String, String> environment = new HashMap<>();
        DatabaseAddress address = DatabaseAddress.of(places.database());
        environment.put("PLUMBLINE_DATABASE_URL", address.url());
        environment.put("PLUMBLINE_DATABASE_USER", address.user());
        environment.put("PLUMBLINE_DATABASE_PASSWORD", address.password());
        environment.put("PLUMBLINE_TOKEN_FILE", secrets.tokenFile().toString());
        return service(Places.AUDIT, "-Xmx192m", environment);
    }

    private Part service(String name, String memory, Map<String, String> own)
            throws Complaint, IOException {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("PLUMBLINE_KAFKA", places.kafka());
        environment.put("PLUMBLINE_DATA", data.resolve(name).toString());
        environment.put("PLUMBLINE_INSTANCE", "1");
        environment.put("PLUMBLINE_CLUSTER", "local");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(places.port(name)));
        URI health = places.http(name).resolve("/q/health/ready");
        return new Part(name, Stage.SERVICE, java(name, installation.service(name), memory, YOUNG), environment,
                new Health.Http(health), ENDS_WITHIN);
    }

    private Part local(String name, PartCommand command, Map<String, String> environment, Health health)
            throws IOException {
        PartCommand cached = command.with(caches.options(name, command.code(), command.jvmOptions()));
        return new Part(name, Stage.PLATFORM, cached.commandLine(), environment, health, ENDS_WITHIN);
    }

    private Map<String, String> fleetEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PLUMBLINE_FLEET_REPOSITORY", fleet.url());
        environment.put("PLUMBLINE_FLEET_REF", fleet.ref().orElse("main"));
        environment.put("PLUMBLINE_FLEET_PATH", fleet.path());
        return environment;
    }

    private Map<String, String> clusterEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PLUMBLINE_KUBECONFIG", places.kubeconfig().toString());
        return environment;
    }

    private String credentials() {
        String given = System.getenv().getOrDefault("PLUMBLINE_CREDENTIALS", "");
        return given.isEmpty() ? data.resolve("credentials").toString() : given;
    }

    private List<String> java(String part, Path jar, String... memory) throws IOException {
        List<String> options = new ArrayList<>(JVM);
        options.addAll(List.of(memory));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(caches.options(part, jar, options));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
