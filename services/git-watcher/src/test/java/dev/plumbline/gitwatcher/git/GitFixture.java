package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/// A clone that tests commit in and push from.
public final class GitFixture implements AutoCloseable {
    private static final PersonIdent ADA = new PersonIdent("Ada", "ada@example.com",
            Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private final Path work;
    private final String remote;
    private final String token;
    private final Git git;

    /// @param token sent as the password when pushing
    public GitFixture(Path work, String remote, String token) throws GitAPIException {
        this.work = work;
        this.remote = remote;
        this.token = token;
        this.git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call();
    }

    /// Commits files, without pushing.
    public RevCommit commit(String message, Map<String, String> files) throws IOException, GitAPIException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = work.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
        git.add().addFilepattern(".").call();
        return git.commit().setMessage(message).setAuthor(ADA).setCommitter(ADA).setSign(false).call();
    }

    public void push() throws GitAPIException {
        git.push().setRemote(remote).setForce(true)
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider("any", token))
                .setRefSpecs(new RefSpec("HEAD:refs/heads/main")).call();
    }

    /// Sets the branch back to a commit.
    public void resetTo(RevCommit commit) throws GitAPIException {
        git.reset().setMode(ResetCommand.ResetType.HARD).setRef(commit.name()).call();
    }

    public Git git() {
        return git;
    }

    @Override
    public void close() {
        git.close();
    }
}
