package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.SignatureVerdict;
import dev.plumbline.gitwatcher.domain.CommitMessage;

/// What a mirror knows of the commits between two points.
final class History {
    /// A ref that is further ahead than this is told from its newest commits alone.
    static final int MOST_UNSEEN = 2_000;

    private final Repository repository;

    History(Repository repository) {
        this.repository = repository;
    }

    /// The commits that `tip` has and `last` has not, oldest first, parents before children.
    ///
    /// Without `last` only the tip. When the tip does not descend from `last`, the first of them says which commit it
    /// replaces; it is the tip itself when the ref was set back.
    ///
    /// @param last the commit that was told of last
    List<CommitObserved> unseen(String url, String ref, ObjectId tip, @Nullable String last,
            CommitObserved.Seen seen) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit newest = walk.parseCommit(tip);
            if (last == null) {
                return List.of(observed(walk, url, ref, newest, seen, null, false));
            }
            if (newest.name().equals(last)) {
                return List.of();
            }
            Optional<RevCommit> former = held(walk, last);
            if (former.isEmpty()) {
                return List.of(observed(walk, url, ref, newest, seen, last, false));
            }
            boolean descends = walk.isMergedInto(former.get(), newest);
            List<RevCommit> commits = between(walk, former.get(), newest);
            boolean cut = commits.size() > MOST_UNSEEN;
            List<RevCommit> told = commits.isEmpty()
                    ? List.of(newest)
                    : commits.subList(cut ? commits.size() - MOST_UNSEEN : 0, commits.size());
            List<CommitObserved> observed = new ArrayList<>(told.size());
            for (RevCommit commit : told) {
                boolean first = observed.isEmpty();
                observed.add(observed(walk, url, ref, commit, seen, first && !descends ? last : null,
                        first && cut));
            }
            return observed;
        }
    }

    private static Optional<RevCommit> held(RevWalk walk, String commit) throws IOException {
        ObjectId id = ObjectId.fromString(commit);
        return walk.getObjectReader().has(id) ? Optional.of(walk.parseCommit(id)) : Optional.empty();
    }

    private static List<RevCommit> between(RevWalk walk, RevCommit former, RevCommit newest) throws IOException {
        walk.reset();
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(newest);
        walk.markUninteresting(former);
        List<RevCommit> commits = new ArrayList<>();
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            commits.add(commit);
        }
        return commits;
    }

    private static CommitObserved observed(RevWalk walk, String url, String ref, RevCommit commit,
            CommitObserved.Seen seen, @Nullable String replaces, boolean pathsUnknown) throws IOException {
        walk.parseBody(commit);
        CommitMessage message = CommitMessage.parse(commit.getFullMessage());
        List<String> paths = changedPaths(walk, commit);
        boolean truncated = paths.size() > CommitObserved.MAX_CHANGED_PATHS;
        PersonIdent author = commit.getAuthorIdent();
        PersonIdent committer = commit.getCommitterIdent();
        return new CommitObserved(url, ref, commit.name(), Stream.of(commit.getParents()).map(RevCommit::name).toList(),
                commit.getTree().name(), person(author), time(author), person(committer), time(committer),
                message.subject(), message.body(), message.trailers(),
                commit.getRawGpgSignature() == null ? SignatureVerdict.UNSIGNED : SignatureVerdict.UNVERIFIED,
                truncated ? paths.subList(0, CommitObserved.MAX_CHANGED_PATHS) : paths, truncated || pathsUnknown, seen,
                replaces);
    }

    /// Against the first parent; all paths of a root commit. Equal subtrees are not entered.
    private static List<String> changedPaths(RevWalk walk, RevCommit commit) throws IOException {
        ObjectReader reader = walk.getObjectReader();
        try (TreeWalk trees = new TreeWalk(reader)) {
            trees.setRecursive(true);
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            trees.addTree(commit.getTree());
            trees.setFilter(TreeFilter.ANY_DIFF);
            List<String> paths = new ArrayList<>();
            while (paths.size() <= CommitObserved.MAX_CHANGED_PATHS && trees.next()) {
                paths.add(trees.getPathString());
            }
            return paths;
        }
    }

    /// A commit that was made by broken tools may lack its author.
    private static Person person(@Nullable PersonIdent ident) {
        return ident == null ? new Person("", "") : new Person(ident.getName(), ident.getEmailAddress());
    }

    private static Instant time(@Nullable PersonIdent ident) {
        return ident == null ? Instant.EPOCH : ident.getWhenAsInstant();
    }
}
