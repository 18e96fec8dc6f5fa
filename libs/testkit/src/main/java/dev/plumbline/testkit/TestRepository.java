package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A clone that a test commits in, with the git of this machine, and pushes from.
public final class TestRepository {
    private final URI url;
    private final Path work;

    private TestRepository(URI url, Path work) {
        this.url = url;
        this.work = work;
    }

    static TestRepository clone(URI url, Path work) {
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException("No directory can be made for a clone of " + url, e);
        }
        TestRepository repository = new TestRepository(url, work);
        repository.git("init", "--quiet", "--initial-branch=main");
        repository.git("remote", "add", "origin", url.toString());
        return repository;
    }

    /// What `git clone` takes.
    public URI url() {
        return url;
    }

    /// The working tree.
    public Path work() {
        return work;
    }

    /// Writes the files and commits them.
    ///
    /// @param author  `Name <mail>`
    /// @param message subject, and body with trailers after an empty line
    /// @param files   path to content; an empty content removes the file
    /// @return the commit's id
    public String commit(String author, String message, Map<String, String> files) {
        files.forEach(this::put);
        git("add", "--all");
        String name = author.substring(0, author.indexOf('<')).strip();
        String mail = author.substring(author.indexOf('<') + 1, author.indexOf('>'));
        git("-c", "user.name=" + name, "-c", "user.email=" + mail, "commit", "--quiet", "--allow-empty", "--message",
                message);
        return head();
    }

    /// Takes a commit back by a new one.
    ///
    /// @return the new commit's id
    public String revert(String author, String commit) {
        String name = author.substring(0, author.indexOf('<')).strip();
        String mail = author.substring(author.indexOf('<') + 1, author.indexOf('>'));
        git("-c", "user.name=" + name, "-c", "user.email=" + mail, "revert", "--no-edit", commit);
        return head();
    }

    public void push() {
        git("push", "--quiet", "origin", "HEAD:main");
    }

    /// Rewrites the branch on the host.
    public void forcePush() {
        git("push", "--quiet", "--force", "origin", "HEAD:main");
    }

    public String head() {
        return git("rev-parse", "HEAD").strip();
    }

    /// Runs git in the working tree.
    ///
    /// @return its output
    /// @throws IllegalStateException with the output if it fails
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("git cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while git was running", e);
        }
    }

    private void put(String path, String content) {
        try {
            Path file = work.resolve(path);
            if (content.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }
}
