package dev.plumbline.kubernetes.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// An Ingress that names no IngressClass gets the default one.
final class DefaultIngressClass implements Plugin {
    private static final ResourceName INGRESSES = new ResourceName("networking.k8s.io", "ingresses");
    private static final ResourceName CLASSES = new ResourceName("networking.k8s.io", "ingressclasses");
    private static final String OLD_NAME = "kubernetes.io/ingress.class";

    private final StoredObjects objects;

    DefaultIngressClass(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.isAbout(INGRESSES) || !attempt.creates()) {
            return;
        }
        ObjectNode spec = Trees.object(attempt.object(), "spec");
        if (spec.has("ingressClassName") || Trees.at(attempt.object(), "metadata", "annotations").has(OLD_NAME)) {
            return;
        }
        MarkedDefault.among(objects.list(CLASSES, ""), "ingressclass.kubernetes.io/is-default-class")
                .ifPresent(name -> spec.put("ingressClassName", name));
    }
}
