package dev.plumbline.kubernetes.controllers;

import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// The ControllerRevisions of a StatefulSet or DaemonSet: one for each template that it has had.
final class History {
    static final String HASH_LABEL = "controller-revision-hash";

    private final ResourceClient revisions;
    private final String kind;

    History(ApiClient client, String kind) {
        this.revisions = client.resource("apps", "controllerrevisions");
        this.kind = kind;
    }

    /// Oldest first.
    List<ObjectNode> of(ObjectNode owner) {
        String uid = Objects.uid(owner);
        return revisions.ownedBy(uid).stream().filter(revision -> Owners.isControlledBy(revision, uid))
                .sorted(Comparator.comparingLong(History::number)).toList();
    }

    static long number(JsonNode revision) {
        return revision.path("revision").asLong();
    }

    static JsonNode template(JsonNode revision) {
        JsonNode template = Trees.at(revision, "data", "spec", "template").deepCopy();
        if (template instanceof ObjectNode object) {
            object.remove("$patch");
        }
        return template;
    }

    /// The revision of the owner's present template, made or renumbered so that it is the newest.
    ObjectNode current(ObjectNode owner) {
        List<ObjectNode> all = of(owner);
        long newest = all.isEmpty() ? 0 : number(all.getLast());
        JsonNode template = Trees.at(owner, "spec", "template");
        for (ObjectNode revision : all) {
            if (template(revision).equals(template)) {
                return number(revision) == newest
                        ? revision
                        : revisions.modify(Objects.namespace(owner), Objects.name(revision), changed -> changed
                                .put("revision", newest + 1)).orElse(revision);
            }
        }
        return create(owner, template, newest + 1);
    }

    private ObjectNode create(ObjectNode owner, JsonNode template, long number) {
        String hash = TemplateHash.of(template, 0);
        ObjectNode revision = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = revision.putObject("metadata").put("name", Objects.name(owner) + "-" + hash)
                .put("namespace", Objects.namespace(owner));
        ObjectNode labels = metadata.putObject("labels");
        Trees.at(template, "metadata", "labels").properties()
                .forEach(label -> labels.set(label.getKey(), label.getValue()));
        labels.put(HASH_LABEL, hash);
        Owners.setController(revision, owner, "apps/v1", kind);
        ObjectNode patch = template.deepCopy();
        patch.put("$patch", "replace");
        revision.putObject("data").putObject("spec").set("template", patch);
        revision.put("revision", number);
        return revisions.create(revision);
    }

    /// Removes the oldest beyond the owner's limit, except those that are in use.
    void trim(ObjectNode owner, List<String> inUse) {
        int limit = Trees.at(owner, "spec", "revisionHistoryLimit").asInt(10);
        List<ObjectNode> unused = of(owner).stream()
                .filter(revision -> !inUse.contains(Objects.name(revision))).toList();
        unused.stream().limit(Math.max(0, unused.size() - limit)).forEach(revision -> revisions.delete(
                Objects.namespace(owner), Objects.name(revision), DeleteOptions.DEFAULT));
    }
}
