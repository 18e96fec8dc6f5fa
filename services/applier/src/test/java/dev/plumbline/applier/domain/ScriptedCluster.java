package dev.plumbline.applier.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;

/// Gives prepared answers in order, and tells what it was asked.
final class ScriptedCluster implements Cluster {
    final List<String> asked = new ArrayList<>();
    final List<ObjectNode> sent = new ArrayList<>();
    private final Deque<Answer> answers;

    ScriptedCluster(Answer... answers) {
        this.answers = new ArrayDeque<>(Arrays.asList(answers));
    }

    @Override
    public Answer read(String apiVersion, ResourceId resource) {
        return next("read");
    }

    @Override
    public Answer apply(ObjectNode manifest, ResourceId resource, ApplyMode mode) {
        sent.add(manifest);
        return next(mode == ApplyMode.DRY_RUN ? "dry-run" : "apply");
    }

    @Override
    public Answer create(ObjectNode manifest, ResourceId resource) {
        sent.add(manifest);
        return next("create");
    }

    @Override
    public Answer delete(String apiVersion, ResourceId resource, String uid, String resourceVersion) {
        return next("delete " + uid + "@" + resourceVersion);
    }

    @Override
    public Schema schema(String apiVersion, String kind) {
        return Schema.DEDUCED;
    }

    private Answer next(String request) {
        asked.add(request);
        return answers.removeFirst();
    }
}
