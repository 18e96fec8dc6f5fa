package dev.plumbline.kubernetes.controllers;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Keeps one object in each namespace: the ServiceAccount `default`, or the ConfigMap with the server's certificate.
final class NamespaceContent implements Controller {
    private final ResourceClient namespaces;
    private final ResourceClient resource;
    private final String name;
    private final UnaryOperator<ObjectNode> content;
    private final Loop<String> loop;

    private NamespaceContent(ApiClient client, String controller, String plural, String name,
            UnaryOperator<ObjectNode> content) {
        this.namespaces = client.resource("", "namespaces");
        this.resource = client.resource("", plural);
        this.name = name;
        this.content = content;
        this.loop = new Loop<>(controller, this::reconcile);
    }

    static NamespaceContent serviceAccount(ApiClient client) {
        return new NamespaceContent(client, "serviceaccount", "serviceaccounts", "default",
                UnaryOperator.identity());
    }

    static NamespaceContent rootCertificate(ApiClient client, String pem) {
        return new NamespaceContent(client, "root-ca-certificate-publisher", "configmaps", "kube-root-ca.crt",
                object -> {
                    Trees.object(Trees.object(object, "metadata"), "annotations").put("kubernetes.io/description",
                            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal "
                                    + "endpoints such as the internal service IP or kubernetes.default.svc. No other "
                                    + "usage is guaranteed across distributions of Kubernetes clusters.");
                    Trees.object(object, "data").put("ca.crt", pem);
                    return object;
                });
    }

    @Override
    public List<AutoCloseable> start() {
        Predicate<Change> isOurs = change -> change.ref().name().equals(name)
                && change.type() != Change.Type.ADDED;
        return List.of(namespaces.watch(change -> loop.add(change.ref().name())), resource.watch(change -> {
            if (isOurs.test(change)) {
                loop.add(change.ref().namespace());
            }
        }), loop.start());
    }

    private void reconcile(String namespace) {
        boolean isActive = namespaces.find("", namespace).filter(found -> !Objects.isBeingDeleted(found)).isPresent();
        if (!isActive) {
            return;
        }
        boolean isThere = resource.modify(namespace, name, content).isPresent();
        if (!isThere) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.putObject("metadata").put("name", name).put("namespace", namespace);
            resource.create(content.apply(object));
        }
    }
}
