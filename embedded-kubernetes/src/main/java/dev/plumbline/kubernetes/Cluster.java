package dev.plumbline.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.access.Rbac;
import dev.plumbline.kubernetes.access.ServiceAccountTokens;
import dev.plumbline.kubernetes.access.Tokens;
import dev.plumbline.kubernetes.access.User;
import dev.plumbline.kubernetes.audit.Audit;
import dev.plumbline.kubernetes.audit.AuditSettings;
import dev.plumbline.kubernetes.certificates.ServingCertificate;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.controllers.Controllers;
import dev.plumbline.kubernetes.crd.CustomResources;
import dev.plumbline.kubernetes.crd.DefinitionStrategy;
import dev.plumbline.kubernetes.discovery.OpenApiDocuments;
import dev.plumbline.kubernetes.http.KubernetesServer;
import dev.plumbline.kubernetes.kinds.Strategies;
import dev.plumbline.kubernetes.kinds.Strategy;
import dev.plumbline.kubernetes.requests.Api;
import dev.plumbline.kubernetes.resources.BuiltinResources;
import dev.plumbline.kubernetes.resources.ResourceTypes;
import dev.plumbline.kubernetes.store.Store;

/// A running API server with its controllers, its state in one directory.
///
/// Only the process that holds the directory may use it; closing leaves everything for the next start.
public final class Cluster implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Cluster.class);
    private static final int TOKEN_BYTES = 24;

    private final Store store;
    private final Api api;
    private final CustomResources customResources;
    private final KubernetesServer server;
    private final Audit audit;
    private final Path kubeconfig;
    private @Nullable AutoCloseable controllers;

    private Cluster(Store store, Api api, CustomResources customResources, KubernetesServer server, Audit audit,
            Path kubeconfig) {
        this.store = store;
        this.api = api;
        this.customResources = customResources;
        this.server = server;
        this.audit = audit;
        this.kubeconfig = kubeconfig;
    }

    /// How to start.
    ///
    /// @param port        0 takes a free one
    /// @param data        directory of the state, made if missing
    /// @param controllers names of [Controllers#NAMES]
    /// @param tokens      file of tokens in kube-apiserver's CSV form; without it one admin token is made and kept
    /// @param audit       where to send events of what is done; without it nothing is recorded
    /// @param anonymous   whether requests without a token are made by `system:anonymous`, or refused
    /// @param readyDelay  how long Pods take to become ready
    public record Settings(int port, Path data, Set<String> controllers, Optional<Path> tokens,
            Optional<AuditSettings> audit, boolean anonymous, Duration readyDelay) {
        public Settings {
            controllers = Set.copyOf(controllers);
        }

        /// Without an audit, with anonymous requests, as a kube-apiserver is by default.
        public Settings(int port, Path data, Set<String> controllers, Optional<Path> tokens) {
            this(port, data, controllers, tokens, Optional.empty(), true, Controllers.Settings.READY_DELAY);
        }

        public Settings withAudit(AuditSettings audited) {
            return new Settings(port, data, controllers, tokens, Optional.of(audited), anonymous, readyDelay);
        }

        public Settings withAnonymous(boolean allowed) {
            return new Settings(port, data, controllers, tokens, audit, allowed, readyDelay);
        }

        public Settings withReadyDelay(Duration delay) {
            return new Settings(port, data, controllers, tokens, audit, anonymous, delay);
        }
    }

    /// Starts; what people can mend (a port or a directory in use, a bad file) is an IOException that says so.
    public static Cluster start(Settings settings) throws IOException {
        Path data = settings.data();
        Files.createDirectories(data);
        Store store = Store.open(data.resolve("objects"));
        Audit audit = Audit.off();
        // Certificates and sockets take as long as the kinds and first objects, so a second thread makes them.
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            if (settings.audit().isPresent()) {
                audit = Audit.start(settings.audit().get());
            }
            Future<KubernetesServer> listening = beside
                    .submit(() -> KubernetesServer.listen(ServingCertificate.in(data), settings.port()));
            try {
                return start(settings, store, audit, listening);
            } catch (IOException | RuntimeException e) {
                closeOnceItListens(listening);
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            audit.close();
            store.close();
            throw e;
        }
    }

    private static Cluster start(Settings settings, Store store, Audit audit, Future<KubernetesServer> listening)
            throws IOException {
        Tokens tokens = tokens(settings);
        SecureRandom random = new SecureRandom();
        ServiceAccountTokens accountTokens = ServiceAccountTokens.in(settings.data(), store);
        Access access = new Access(tokens, accountTokens, new Rbac(store), settings.anonymous());
        Api api = new Api(store, new ResourceTypes(BuiltinResources.load(Cluster::strategy)), access,
                Clock.systemUTC(), random);
        ApiClient client = api.client("kube-apiserver");
        Bootstrap.run(client);
        CustomResources customResources = CustomResources.start(api);
        KubernetesServer server = joined(listening);
        server.serve(api, access, new OpenApiDocuments(customResources::documents), random, audit);
        Path kubeconfig = settings.data().resolve("kubeconfig");
        Kubeconfig.write(kubeconfig, server.url(), server.certificate().authorityBase64(),
                tokens.adminToken().orElse(""));
        Cluster cluster = new Cluster(store, api, customResources, server, audit, kubeconfig);
        cluster.controllers = Controllers.start(client, settings.controllers(), new Controllers.Settings(
                settings.readyDelay(), server.certificate().authority(), accountTokens));
        return cluster;
    }

    private static KubernetesServer joined(Future<KubernetesServer> listening) throws IOException {
        try {
            return listening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException("The server can't listen", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting to listen", e);
        }
    }

    private static void closeOnceItListens(Future<KubernetesServer> listening) {
        try {
            joined(listening).close();
        } catch (IOException | IllegalStateException e) {
            LOG.debugf("there was no server to close error=%s", e.getMessage());
        }
    }

    private static Strategy strategy(String group, String kind) {
        Strategy usual = Strategies.of(group, kind);
        return kind.equals("CustomResourceDefinition") ? new DefinitionStrategy(usual) : usual;
    }

    private static Tokens tokens(Settings settings) throws IOException {
        if (settings.tokens().isPresent()) {
            return Tokens.read(settings.tokens().get());
        }
        Path kept = settings.data().resolve("token");
        if (!Files.exists(kept)) {
            byte[] secret = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.createFile(kept, PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(kept, HexFormat.of().formatHex(secret));
        }
        return Tokens.of(Files.readString(kept).strip(),
                new User("admin", "admin", List.of(User.MASTERS, "system:authenticated"), Map.of()));
    }

    public String url() {
        return server.url();
    }

    /// Where the kubeconfig of the admin user is.
    public Path kubeconfig() {
        return kubeconfig;
    }

    /// Writes a kubeconfig of whoever has the token.
    public void writeKubeconfig(Path file, String token) throws IOException {
        Kubeconfig.write(file, url(), server.certificate().authorityBase64(), token);
    }

    /// The server from inside this process; writes are recorded under the name.
    public ApiClient client(String fieldManager) {
        return api.client(fieldManager);
    }

    /// Forgets the history of changes up to now: lists and watches that go on from before are answered with 410.
    public void compact() {
        store.compactTo(store.version());
    }

    @Override
    public void close() throws IOException {
        AutoCloseable running = controllers;
        if (running != null) {
            try {
                running.close();
            } catch (Exception e) {
                throw new IOException("The controllers can't be stopped", e);
            }
        }
        server.close();
        audit.close();
        customResources.close();
        store.close();
    }
}
