package dev.plumbline.kubernetes.discovery;

import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.resources.ResourceTypes;
import dev.plumbline.kubernetes.resources.Subresource;

/// The discovery documents: `/api`, `/apis` and below, in the plain and in the aggregated form.
public final class Discovery {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ResourceTypes types;

    public Discovery(ResourceTypes types) {
        this.types = types;
    }

    /// `/api`.
    public ObjectNode coreVersions(String address) {
        ObjectNode json = NODES.objectNode().put("kind", "APIVersions");
        json.putArray("versions").add("v1");
        json.putArray("serverAddressByClientCIDRs").addObject().put("clientCIDR", "0.0.0.0/0").put("serverAddress",
                address);
        return json;
    }

    /// `/apis`.
    public ObjectNode groups() {
        ObjectNode json = NODES.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = json.putArray("groups");
        namedGroups().forEach(group -> groups.add(groupBody(group)));
        return json;
    }

    /// `/apis/GROUP`.
    public ObjectNode group(String group) {
        ObjectNode json = NODES.objectNode().put("kind", "APIGroup").put("apiVersion", "v1");
        json.setAll(groupBody(group));
        return json;
    }

    private Collection<String> namedGroups() {
        return types.groups().stream().filter(group -> !group.isEmpty()).toList();
    }

    private ObjectNode groupBody(String group) {
        ObjectNode json = NODES.objectNode().put("name", group);
        ArrayNode versions = json.putArray("versions");
        types.versions(group).forEach(version -> versions.add(groupVersion(group, version)));
        json.set("preferredVersion", groupVersion(group, types.versions(group).getFirst()));
        return json;
    }

    private static ObjectNode groupVersion(String group, String version) {
        return NODES.objectNode().put("groupVersion", group + "/" + version).put("version", version);
    }

    /// `/api/v1`, `/apis/GROUP/VERSION`.
    public ObjectNode resources(String group, String version) {
        ObjectNode json = NODES.objectNode().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            json.put("apiVersion", "v1");
        }
        json.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = json.putArray("resources");
        for (ResourceType type : types.of(group, version)) {
            resources.add(resource(type));
            type.subresources().values().forEach(sub -> resources.add(subresource(type, sub)));
        }
        return json;
    }

    private static ObjectNode resource(ResourceType type) {
        ObjectNode json = NODES.objectNode().put("name", type.plural()).put("singularName", type.names().singular())
                .put("namespaced", type.namespaced()).put("kind", type.kind());
        texts(json, "verbs", type.verbs());
        if (!type.names().shortNames().isEmpty()) {
            texts(json, "shortNames", type.names().shortNames());
        }
        if (!type.names().categories().isEmpty()) {
            texts(json, "categories", type.names().categories());
        }
        if (type.allows("list")) {
            json.put("storageVersionHash", StorageVersionHash.of(type));
        }
        return json;
    }

    private static ObjectNode subresource(ResourceType type, Subresource sub) {
        ObjectNode json = NODES.objectNode().put("name", type.plural() + "/" + sub.name()).put("singularName", "")
                .put("namespaced", type.namespaced());
        if (!sub.group().equals(type.group()) || !sub.version().equals(type.version())) {
            if (!sub.group().isEmpty()) {
                json.put("group", sub.group());
            }
            json.put("version", sub.version());
        }
        json.put("kind", sub.kind());
        texts(json, "verbs", sub.verbs());
        return json;
    }

    private static void texts(ObjectNode json, String field, List<String> texts) {
        ArrayNode array = json.putArray(field);
        texts.forEach(array::add);
    }

    /// The aggregated form of `/api` (`core`) or `/apis`.
    public ObjectNode aggregated(boolean core, String apiVersion) {
        ObjectNode json = NODES.objectNode().put("kind", "APIGroupDiscoveryList").put("apiVersion",
                "apidiscovery.k8s.io/" + apiVersion);
        json.putObject("metadata");
        ArrayNode items = json.putArray("items");
        for (String group : core ? List.of("") : namedGroups()) {
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!group.isEmpty()) {
                metadata.put("name", group);
            }
            metadata.putNull("creationTimestamp");
            ArrayNode versions = item.putArray("versions");
            types.versions(group).forEach(version -> versions.add(aggregatedVersion(group, version)));
        }
        return json;
    }

    private ObjectNode aggregatedVersion(String group, String version) {
        ObjectNode json = NODES.objectNode().put("version", version);
        ArrayNode resources = json.putArray("resources");
        types.of(group, version).forEach(type -> resources.add(aggregatedResource(type)));
        json.put("freshness", "Current");
        return json;
    }

    private static ObjectNode aggregatedResource(ResourceType type) {
        ObjectNode json = NODES.objectNode().put("resource", type.plural());
        json.set("responseKind", responseKind("", "", type.kind()));
        json.put("scope", type.namespaced() ? "Namespaced" : "Cluster").put("singularResource",
                type.names().singular());
        texts(json, "verbs", type.verbs());
        if (!type.names().shortNames().isEmpty()) {
            texts(json, "shortNames", type.names().shortNames());
        }
        if (!type.names().categories().isEmpty()) {
            texts(json, "categories", type.names().categories());
        }
        if (!type.subresources().isEmpty()) {
            ArrayNode subresources = json.putArray("subresources");
            for (Subresource sub : type.subresources().values()) {
                boolean own = sub.group().equals(type.group()) && sub.version().equals(type.version());
                ObjectNode entry = subresources.addObject().put("subresource", sub.name());
                entry.set("responseKind", own
                        ? responseKind("", "", sub.kind())
                        : responseKind(sub.group(), sub.version(), sub.kind()));
                texts(entry, "verbs", sub.verbs());
            }
        }
        return json;
    }

    private static ObjectNode responseKind(String group, String version, String kind) {
        return NODES.objectNode().put("group", group).put("version", version).put("kind", kind);
    }
}
