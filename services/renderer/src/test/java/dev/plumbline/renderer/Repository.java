package dev.plumbline.renderer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.SignatureVerdict;

/// A repository whose commits a test makes and tells as git-watcher would, with its mirror.
final class Repository implements AutoCloseable {
    private final Git git;
    private final Path work;
    private final Path mirror;
    private final String url;

    Repository(Path work, Path mirror, String url) throws GitAPIException {
        this.work = work;
        this.mirror = mirror;
        this.url = url;
        this.git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call();
        Git.init().setBare(true).setDirectory(mirror.toFile()).call().close();
    }

    /// Commits files, a null content removes one, and brings the commit to the mirror.
    CommitObserved commit(String author, String message, Map<String, String> files)
            throws IOException, GitAPIException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = work.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            if (file.getValue().isEmpty()) {
                git.rm().addFilepattern(file.getKey()).call();
            } else {
                Files.writeString(place, file.getValue());
            }
            changed.add(file.getKey());
        }
        git.add().addFilepattern(".").call();
        PersonIdent ident = new PersonIdent(author, author + "@example.com");
        RevCommit made = git.commit().setMessage(message).setAuthor(ident).setCommitter(ident).setSign(false).call();
        git.push().setRemote(mirror.toUri().toString()).setRefSpecs(new RefSpec("HEAD:refs/plumbline/main"))
                .setForce(true).call();
        return observed(made, changed);
    }

    private CommitObserved observed(RevCommit commit, List<String> changed) {
        PersonIdent ident = commit.getAuthorIdent();
        Person author = new Person(ident.getName(), ident.getEmailAddress());
        return new CommitObserved(url, "main", commit.name(),
                List.of(commit.getParents()).stream().map(ObjectId::name).toList(), commit.getTree().name(), author,
                ident.getWhenAsInstant(), author, ident.getWhenAsInstant(), commit.getShortMessage(), "", Map.of(),
                SignatureVerdict.UNSIGNED, changed, false,
                new CommitObserved.Seen("poll", null, null, ident.getWhenAsInstant()), null);
    }

    @Override
    public void close() {
        git.close();
    }
}
