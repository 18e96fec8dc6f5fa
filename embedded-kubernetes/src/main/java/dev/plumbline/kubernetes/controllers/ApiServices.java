package dev.plumbline.kubernetes.controllers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.client.ResourceInfo;
import dev.plumbline.kubernetes.kinds.Trees;

/// Keeps an APIService for each group and version that is served, as kube-aggregator registers them.
final class ApiServices implements Controller {
    private static final String MANAGED = "kube-aggregator.kubernetes.io/automanaged";
    private static final int CUSTOM_GROUP_PRIORITY = 1000;
    private static final int CUSTOM_VERSION_PRIORITY = 100;

    /// `groupPriorityMinimum` of the built-in groups (pkg/controlplane/apiserver/aggregator.go).
    private static final Map<String, Integer> GROUPS = Map.ofEntries(Map.entry("", 18000), Map.entry("apps", 17800),
            Map.entry("events.k8s.io", 17750), Map.entry("authentication.k8s.io", 17700),
            Map.entry("authorization.k8s.io", 17600), Map.entry("autoscaling", 17500), Map.entry("batch", 17400),
            Map.entry("certificates.k8s.io", 17300), Map.entry("networking.k8s.io", 17200),
            Map.entry("policy", 17100), Map.entry("rbac.authorization.k8s.io", 17000),
            Map.entry("storage.k8s.io", 16800), Map.entry("apiextensions.k8s.io", 16700),
            Map.entry("admissionregistration.k8s.io", 16700), Map.entry("scheduling.k8s.io", 16600),
            Map.entry("coordination.k8s.io", 16500), Map.entry("node.k8s.io", 16300),
            Map.entry("discovery.k8s.io", 16200), Map.entry("flowcontrol.apiserver.k8s.io", 16100),
            Map.entry("resource.k8s.io", 16000), Map.entry("apiregistration.k8s.io", 18000));

    private final ApiClient client;
    private final ResourceClient services;
    private final ResourceClient definitions;
    private final Loop<String> loop = new Loop<>("api-services", _ -> reconcile());

    ApiServices(ApiClient client) {
        this.client = client;
        this.services = client.resource("apiregistration.k8s.io", "apiservices");
        this.definitions = client.resource("apiextensions.k8s.io", "customresourcedefinitions");
    }

    @Override
    public List<AutoCloseable> start() {
        loop.add("");
        return List.of(definitions.watch(_ -> loop.add("")), loop.start());
    }

    private void reconcile() {
        Map<String, ResourceInfo> served = new TreeMap<>();
        client.resources().stream().filter(info -> !info.resource().group().equals("apiregistration.k8s.io"))
                .forEach(info -> served.put(name(info), info));
        served.forEach((name, info) -> {
            if (services.find("", name).isEmpty()) {
                services.create(service(name, info));
                services.modifyStatus("", name, ApiServices::available);
            }
        });
        for (ObjectNode service : services.list("")) {
            String name = Objects.name(service);
            if (Trees.text(service, "metadata", "labels", MANAGED).equals("true") && !served.containsKey(name)) {
                services.delete("", name, DeleteOptions.DEFAULT);
            }
        }
    }

    /// `v1.apps`; the core group has no name: `v1.`.
    private static String name(ResourceInfo info) {
        return info.version() + "." + info.resource().group();
    }

    private static ObjectNode service(String name, ResourceInfo info) {
        String group = info.resource().group();
        boolean isBuiltIn = GROUPS.containsKey(group);
        ObjectNode service = JsonNodeFactory.instance.objectNode();
        service.putObject("metadata").put("name", name).putObject("labels").put(MANAGED,
                isBuiltIn ? "onstart" : "true");
        ObjectNode spec = service.putObject("spec");
        if (!group.isEmpty()) {
            spec.put("group", group);
        }
        spec.put("groupPriorityMinimum", GROUPS.getOrDefault(group, CUSTOM_GROUP_PRIORITY))
                .put("version", info.version()).put("versionPriority", versionPriority(group, info.version()));
        return service;
    }

    private static int versionPriority(String group, String version) {
        if (!GROUPS.containsKey(group)) {
            return CUSTOM_VERSION_PRIORITY;
        }
        if (group.isEmpty()) {
            return 1;
        }
        return group.equals("autoscaling") && version.equals("v2") ? 30 : 15;
    }

    private static ObjectNode available(ObjectNode service) {
        Conditions.set(Trees.object(service, "status"), "Available", "True", "Local",
                "Local APIServices are always available");
        return service;
    }
}
