package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import org.jboss.logging.Logger;

import dev.plumbline.kubernetes.access.ServiceAccountTokens;
import dev.plumbline.kubernetes.client.ApiClient;

/// The controllers that run beside the server, by the names that kube-controller-manager gives them.
public final class Controllers {
    private static final Logger LOG = Logger.getLogger(Controllers.class);
    private static final String MANAGER = "kube-controller-manager";
    private static final Map<String, BiFunction<ApiClient, Settings, Controller>> ALL = all();

    /// All known names. `kubelet` is what makes Pods ready here.
    public static final Set<String> NAMES = Set.copyOf(ALL.keySet());

    private Controllers() {
    }

    /// What controllers have to know.
    ///
    /// @param readyDelay       how long a Pod takes to become ready
    /// @param caCertificatePem certificate that clients in the cluster trust
    /// @param tokens           signs the tokens of ServiceAccounts
    public record Settings(Duration readyDelay, String caCertificatePem, ServiceAccountTokens tokens) {
        /// How long Pods take to become ready where nobody says otherwise.
        public static final Duration READY_DELAY = Duration.ofMillis(200);
    }

    private static Map<String, BiFunction<ApiClient, Settings, Controller>> all() {
        Map<String, BiFunction<ApiClient, Settings, Controller>> all = new LinkedHashMap<>();
        all.put("namespace", (client, settings) -> new NamespaceController(client.as(MANAGER)));
        all.put("garbage-collector", (client, settings) -> new GarbageCollector(client.as(MANAGER)));
        all.put("serviceaccount", (client, settings) -> NamespaceContent.serviceAccount(client.as(MANAGER)));
        all.put("root-ca-certificate-publisher", (client, settings) -> NamespaceContent.rootCertificate(
                client.as(MANAGER), settings.caCertificatePem()));
        all.put("serviceaccount-token", (client, settings) -> new TokenController(client.as(MANAGER),
                settings.tokens(), settings.caCertificatePem()));
        all.put("clusterrole-aggregation", (client, settings) -> new RoleAggregation(
                client.as("clusterrole-aggregation-controller")));
        all.put("resourcequota", (client, settings) -> new QuotaController(client.as(MANAGER)));
        all.put("deployment", (client, settings) -> new DeploymentController(client.as(MANAGER)));
        all.put("replicaset", (client, settings) -> new ReplicaSetController(client.as(MANAGER)));
        all.put("statefulset", (client, settings) -> new StatefulSetController(client.as(MANAGER)));
        all.put("daemonset", (client, settings) -> new DaemonSetController(client.as(MANAGER)));
        all.put("job", (client, settings) -> new JobController(client.as(MANAGER)));
        all.put("cronjob", (client, settings) -> new CronJobController(client.as(MANAGER)));
        all.put("persistentvolume-binder", (client, settings) -> new VolumeBinder(client.as(MANAGER)));
        all.put("disruption", (client, settings) -> new DisruptionController(client.as(MANAGER)));
        all.put("endpoint", (client, settings) -> new EndpointController(client.as(MANAGER)));
        all.put("service-lb", (client, settings) -> Addresses.ofServices(client.as("cloud-controller-manager")));
        all.put("ingress", (client, settings) -> Addresses.ofIngresses(client.as("ingress-controller")));
        all.put("kubelet", (client, settings) -> new KubeletController(client.as("kubelet"), settings.readyDelay()));
        return all;
    }

    /// The names that a `--controllers` list selects: `*` is all, `-name` is all but that one, a name is that one.
    ///
    /// @throws IllegalArgumentException when a name is unknown
    public static Set<String> selected(List<String> list) {
        Set<String> selected = new LinkedHashSet<>(list.contains("*") ? NAMES : Set.of());
        for (String entry : list) {
            String name = entry.startsWith("-") ? entry.substring(1) : entry;
            if (!name.equals("*") && !NAMES.contains(name)) {
                throw new IllegalArgumentException("--controllers: \"" + name + "\" is no controller; known are "
                        + String.join(", ", ALL.keySet()));
            }
            if (entry.startsWith("-")) {
                selected.remove(name);
            } else if (!name.equals("*")) {
                selected.add(name);
            }
        }
        return selected;
    }

    /// Starts the named controllers and those that a kube-apiserver has in itself; closing ends them.
    public static AutoCloseable start(ApiClient client, Set<String> names, Settings settings) {
        List<AutoCloseable> running = new ArrayList<>();
        running.addAll(new FlowSchemas(client.as("api-priority-and-fairness-config-consumer-v1")).start());
        running.addAll(new ApiServices(client).start());
        ALL.forEach((name, maker) -> {
            if (names.contains(name)) {
                running.addAll(maker.apply(client, settings).start());
            }
        });
        LOG.infof("controllers started controllers=%s", names);
        return () -> {
            for (AutoCloseable part : running) {
                part.close();
            }
        };
    }
}
