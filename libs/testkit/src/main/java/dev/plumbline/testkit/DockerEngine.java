package dev.plumbline.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

import org.testcontainers.DockerClientFactory;

/// Whether containers can be had here. `-Dplumbline.testkit=embedded` says no.
final class DockerEngine {
    private static final boolean ANSWERS = isWanted() && isLikely()
            && DockerClientFactory.instance().isDockerAvailable();

    private DockerEngine() {
    }

    static boolean answers() {
        return ANSWERS;
    }

    private static boolean isWanted() {
        return !System.getProperty("plumbline.testkit", "").equals("embedded");
    }

    /// Asking costs a second where nobody answers.
    private static boolean isLikely() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }
}
