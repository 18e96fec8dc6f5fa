package dev.plumbline.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// A commit appeared on a watched ref. Topic `plumbline.commits.v1`, key `repository#ref`, oldest first.
///
/// @param repository the URL as the fleet names it, normalised: no credentials, no trailing `/`
/// @param ref the branch, tag or commit that is watched, as the fleet names it
/// @param commit 40 or 64 lowercase hex digits
/// @param parents in Git's order; empty for a root commit
/// @param tree the id of the commit's tree
/// @param subject first line of the message
/// @param body the rest of the message, without trailers
/// @param trailers `Key: value` lines that close the message, in their order; keys as written
/// @param changedPaths paths that differ from the first parent, at most [#MAX_CHANGED_PATHS]
/// @param pathsTruncated whether there were more changed paths than are listed: treat every path as changed
/// @param replaces the commit that a force-push removed from the ref; absent in a fast-forward
public record CommitObserved(String repository, String ref, String commit, List<String> parents, String tree,
        Person author, Instant authoredAt, Person committer, Instant committedAt, String subject, String body,
        Map<String, List<String>> trailers, SignatureVerdict signature, List<String> changedPaths,
        boolean pathsTruncated, Seen seen, @Nullable String replaces) implements Event {

    /// More changed paths than this are not listed, since every reader would have to hold them.
    public static final int MAX_CHANGED_PATHS = 10_000;

    private static final String REASON = "Reason";

    public CommitObserved {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(seen, "seen");
        parents = List.copyOf(parents);
        trailers = Map.copyOf(trailers);
        changedPaths = List.copyOf(changedPaths);
    }

    /// The key of everything that concerns one ref of one repository.
    public static String key(String repository, String ref) {
        return repository + "#" + ref;
    }

    /// Why the commit was made: its `Reason:` trailer, else its subject.
    public String reason() {
        List<String> reasons = trailers.getOrDefault(REASON, List.of());
        return reasons.isEmpty() ? subject : reasons.getLast();
    }

    /// What the audit says about whatever this commit causes.
    public Provenance provenance() {
        return new Provenance(commit, author, reason(), authoredAt);
    }

    @Override
    public Topic topic() {
        return Topic.COMMITS;
    }

    @Override
    public String key() {
        return key(repository, ref);
    }

    @Override
    public String eventId() {
        return Ids.of("commit", repository, ref, commit, replaces == null ? "" : replaces);
    }

    /// How a commit became known.
    ///
    /// @param by `webhook` or `poll`
    /// @param delivery the Git host's id of the webhook delivery
    /// @param pusher who pushed, as the Git host says it
    /// @param at when the webhook came, or when the poll began that found it
    public record Seen(String by, @Nullable String delivery, @Nullable String pusher, Instant at) {
        public Seen {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(at, "at");
        }
    }
}
