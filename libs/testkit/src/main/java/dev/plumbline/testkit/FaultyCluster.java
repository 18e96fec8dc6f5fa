package dev.plumbline.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tests' cluster as seen through a proxy that can be told to fail.
///
/// @param proxy      what stands between
/// @param user       a person who does not pass the proxy
/// @param kubeconfig for who is to meet the faults
public record FaultyCluster(FaultyProxy proxy, ClusterUser user, Path kubeconfig) implements AutoCloseable {
    /// @param directory takes the kubeconfig
    public static FaultyCluster before(TestKubernetes cluster, Path directory) throws IOException {
        ClusterUser user = ClusterUser.of(cluster.kubeconfig());
        // The first answer of a server that has just been started is its slowest, and clients are less patient.
        user.get("/version");
        FaultyProxy proxy = user.proxy();
        Path kubeconfig = directory.resolve("faulty-kubeconfig");
        Files.createDirectories(directory);
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                current-context: faulty
                contexts: [{name: faulty, context: {cluster: faulty, user: faulty}}]
                clusters: [{name: faulty, cluster: {server: "%s"}}]
                users: [{name: faulty, user: {token: "%s"}}]
                """.formatted(proxy.url(), user.token()));
        return new FaultyCluster(proxy, user, kubeconfig);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
