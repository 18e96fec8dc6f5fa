package dev.plumbline.local.git;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The body of GitHub's `push` event, as far as receivers read it.
final class PushPayload {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PUSHER = "local";
    /// GitHub lists at most 2,048 commits; a receiver fetches anyway.
    private static final int LISTED_COMMITS = 50;

    private PushPayload() {
    }

    static byte[] of(URI host, String name, Push push, Repository repository) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("ref", push.ref()).put("before", push.before().name()).put("after", push.after().name());
        body.put("created", push.created()).put("deleted", push.deleted()).put("forced", push.forced());
        ObjectNode described = body.putObject("repository");
        described.put("name", name.substring(name.lastIndexOf('/') + 1)).put("full_name", name);
        described.put("clone_url", host + "/" + name + ".git").put("html_url", host + "/" + name);
        described.put("private", false);
        body.putObject("pusher").put("name", PUSHER);
        body.putObject("sender").put("login", PUSHER);
        ArrayNode commits = body.putArray("commits");
        for (RevCommit commit : newCommits(push, repository)) {
            commits.add(describe(commit));
        }
        if (commits.isEmpty()) {
            body.putNull("head_commit");
        } else {
            body.set("head_commit", commits.get(commits.size() - 1));
        }
        return JSON.writeValueAsBytes(body);
    }

    private static List<RevCommit> newCommits(Push push, Repository repository) throws IOException {
        List<RevCommit> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            if (push.deleted() || !(walk.parseAny(push.after()) instanceof RevCommit tip)) {
                return commits;
            }
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(tip);
            if (!push.created()) {
                walk.markUninteresting(walk.parseCommit(push.before()));
            }
            for (RevCommit commit : walk) {
                commits.add(commit);
            }
        }
        return commits.subList(Math.max(0, commits.size() - LISTED_COMMITS), commits.size());
    }

    private static ObjectNode describe(RevCommit commit) {
        ObjectNode described = JSON.createObjectNode();
        described.put("id", commit.name()).put("message", commit.getFullMessage());
        described.put("timestamp", Instant.ofEpochSecond(commit.getCommitTime()).toString());
        person(described.putObject("author"), commit.getAuthorIdent());
        person(described.putObject("committer"), commit.getCommitterIdent());
        return described;
    }

    private static void person(ObjectNode node, PersonIdent person) {
        node.put("name", person.getName()).put("email", person.getEmailAddress());
    }
}
