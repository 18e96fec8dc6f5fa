package dev.plumbline.kubernetes.controllers;

import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Gives Services of type LoadBalancer and Ingresses the address of this machine, as a cloud or a laptop's cluster would
/// give them one.
final class Addresses implements Controller {
    private static final String LOCAL = "127.0.0.1";

    private final ResourceClient resource;
    private final Predicate<ObjectNode> needsAddress;
    private final Loop<Key> loop;

    private Addresses(ResourceClient resource, String name, Predicate<ObjectNode> needsAddress) {
        this.resource = resource;
        this.needsAddress = needsAddress;
        this.loop = new Loop<>(name, this::reconcile);
    }

    static Addresses ofServices(ApiClient client) {
        return new Addresses(client.resource("", "services"), "service-lb",
                service -> Trees.text(service, "spec", "type").equals("LoadBalancer"));
    }

    static Addresses ofIngresses(ApiClient client) {
        return new Addresses(client.resource("networking.k8s.io", "ingresses"), "ingress", ingress -> true);
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(resource.watch(change -> loop.add(Key.of(change.ref()))), loop.start());
    }

    private void reconcile(Key key) {
        resource.modifyStatus(key.namespace(), key.name(), object -> {
            ObjectNode balancer = Trees.object(Trees.object(object, "status"), "loadBalancer");
            if (!needsAddress.test(object)) {
                balancer.remove("ingress");
            } else if (balancer.path("ingress").isEmpty()) {
                ObjectNode address = balancer.putArray("ingress").addObject().put("ip", LOCAL);
                if (Trees.at(object, "spec", "type").isTextual()) {
                    address.put("ipMode", "VIP");
                }
            }
            return object;
        });
    }
}
