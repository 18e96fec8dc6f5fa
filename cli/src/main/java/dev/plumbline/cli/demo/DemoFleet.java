package dev.plumbline.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.stack.GitCommand;
import dev.plumbline.local.git.GitHost;

/// The demo's repository `fleet.git`: the sample fleet is its first commit.
final class DemoFleet {
    static final String NAME = "fleet";

    private static final String[] AUTHOR = {"-c", "user.name=Plumbline demo", "-c", "user.email=demo@example.com"};

    private DemoFleet() {
    }

    /// Makes it in the Git host's directory; one that has commits already stays as it is.
    static void create(Path samples, Path gitDirectory) throws Complaint, IOException, InterruptedException {
        Files.createDirectories(gitDirectory);
        Path bare = GitHost.create(gitDirectory, NAME);
        if (new GitCommand(bare).ask("rev-parse", "--verify", "--quiet", "refs/heads/main").code() == 0) {
            return;
        }
        Path work = Files.createTempDirectory("plumbline-demo");
        try {
            copy(samples, work);
            GitCommand git = new GitCommand(work);
            git.run("init", "--quiet", "--initial-branch=main");
            git.run("add", "--all");
            git.run(with(AUTHOR, "commit", "--quiet", "--message", "Declare the sample fleet"));
            git.run("push", "--quiet", bare.toString(), "main");
        } finally {
            remove(work);
        }
    }

    /// The arguments with options before them.
    static String[] with(String[] options, String... arguments) {
        return Stream.concat(Stream.of(options), Stream.of(arguments)).toArray(String[]::new);
    }

    static void remove(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path source : found.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        }
    }
}
