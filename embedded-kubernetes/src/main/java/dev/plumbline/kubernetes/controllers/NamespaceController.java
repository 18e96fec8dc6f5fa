package dev.plumbline.kubernetes.controllers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.DeleteOptions.Propagation;
import dev.plumbline.kubernetes.client.ObjectRef;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Empties a namespace that is being deleted, says what remains, and lets it go when nothing does
/// (pkg/controller/namespace).
final class NamespaceController implements Controller {
    private static final Duration REPORT_AFTER = Duration.ofSeconds(1);

    private final ApiClient client;
    private final ResourceClient namespaces;
    private final Loop<String> loop = new Loop<>("namespace", this::reconcile);

    NamespaceController(ApiClient client) {
        this.client = client;
        this.namespaces = client.resource("", "namespaces");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(client.watchAll(this::changed), loop.start());
    }

    private void changed(Change change) {
        String namespace = change.ref().namespace();
        if (namespace.isEmpty()) {
            boolean isNamespace = change.ref().resource().plural().equals("namespaces")
                    && change.ref().resource().group().isEmpty();
            if (isNamespace && Objects.isBeingDeleted(change.object())) {
                loop.add(change.ref().name());
            }
        } else if (change.type() == Change.Type.DELETED || Objects.isBeingDeleted(change.object())) {
            namespaces.find("", namespace).filter(Objects::isBeingDeleted).ifPresent(found -> loop.add(namespace));
        }
    }

    private void reconcile(String name) {
        Optional<ObjectNode> namespace = namespaces.find("", name).filter(Objects::isBeingDeleted);
        if (namespace.isEmpty() || Trees.at(namespace.get(), "spec", "finalizers").isEmpty()) {
            return;
        }
        for (ObjectRef ref : client.inNamespace(name)) {
            ResourceClient resource = client.resource(ref.resource().group(), ref.resource().plural());
            if (resource.find(name, ref.name()).filter(object -> !Objects.isBeingDeleted(object)).isPresent()) {
                resource.delete(name, ref.name(), DeleteOptions.with(Propagation.BACKGROUND));
            }
        }
        List<ObjectRef> remaining = client.inNamespace(name);
        if (remaining.isEmpty()) {
            finish(name);
        } else if (isFresh(namespace.get())) {
            loop.addAfter(name, REPORT_AFTER);
        } else {
            report(name, remaining);
        }
    }

    /// What remains is worth a report only when it does not go by itself at once.
    private static boolean isFresh(ObjectNode namespace) {
        Instant deleted = Instant.parse(Trees.text(namespace, "metadata", "deletionTimestamp"));
        return Instant.now().isBefore(deleted.plus(REPORT_AFTER).plus(REPORT_AFTER));
    }

    private void finish(String name) {
        namespaces.modify("", name, namespace -> {
            Trees.object(namespace, "spec").putArray("finalizers");
            return namespace;
        });
    }

    private void report(String name, List<ObjectRef> remaining) {
        Map<String, Integer> resources = new TreeMap<>();
        Map<String, Integer> finalizers = new TreeMap<>();
        for (ObjectRef ref : remaining) {
            String group = ref.resource().group();
            resources.merge(ref.resource().plural() + "." + group, 1, Integer::sum);
            client.resource(group, ref.resource().plural()).find(name, ref.name())
                    .ifPresent(object -> Trees.texts(Trees.at(object, "metadata", "finalizers"))
                            .forEach(finalizer -> finalizers.merge(finalizer, 1, Integer::sum)));
        }
        namespaces.modifyStatus("", name, namespace -> {
            ObjectNode status = Trees.object(namespace, "status");
            Conditions.set(status, "NamespaceDeletionDiscoveryFailure", "False", "ResourcesDiscovered",
                    "All resources successfully discovered");
            Conditions.set(status, "NamespaceDeletionGroupVersionParsingFailure", "False", "ParsedGroupVersions",
                    "All legacy kube types successfully parsed");
            Conditions.set(status, "NamespaceDeletionContentFailure", "False", "ContentDeleted",
                    "All content successfully deleted, may be waiting on finalization");
            Conditions.set(status, "NamespaceContentRemaining", "True", "SomeResourcesRemain",
                    "Some resources are remaining: " + listed(resources, " has ", " resource instances"));
            Conditions.set(status, "NamespaceFinalizersRemaining", finalizers.isEmpty() ? "False" : "True",
                    finalizers.isEmpty() ? "ContentHasNoFinalizers" : "SomeFinalizersRemain",
                    finalizers.isEmpty()
                            ? "All content-preserving finalizers finished"
                            : "Some content in the namespace has finalizers remaining: "
                                    + listed(finalizers, " in ", " resource instances"));
            return namespace;
        });
    }

    private static String listed(Map<String, Integer> counts, String verb, String noun) {
        return counts.entrySet().stream().map(entry -> entry.getKey() + verb + entry.getValue() + noun)
                .collect(Collectors.joining(", "));
    }
}
