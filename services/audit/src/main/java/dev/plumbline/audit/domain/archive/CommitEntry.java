package dev.plumbline.audit.domain.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.SignatureVerdict;

/// One commit of a watched ref. A shape of its own since the public API says the reason, which the event derives.
///
/// @param reason the `Reason:` trailer, else the subject
/// @param replaces the commit that a force-push removed from the ref; null in a fast-forward
public record CommitEntry(String repository, String ref, String commit, List<String> parents, Person author,
        Instant authoredAt, Person committer, Instant committedAt, String subject, String body, String reason,
        Map<String, List<String>> trailers, SignatureVerdict signature, List<String> changedPaths,
        boolean pathsTruncated, CommitObserved.Seen seen, @Nullable String replaces) {

    public static CommitEntry of(CommitObserved commit) {
        return new CommitEntry(commit.repository(), commit.ref(), commit.commit(), commit.parents(), commit.author(),
                commit.authoredAt(), commit.committer(), commit.committedAt(), commit.subject(), commit.body(),
                commit.reason(), commit.trailers(), commit.signature(), commit.changedPaths(),
                commit.pathsTruncated(), commit.seen(), commit.replaces());
    }
}
