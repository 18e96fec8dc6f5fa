package dev.plumbline.kubernetes.controllers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Gives a ClusterRole with an aggregationRule the rules of the roles that it selects, in the order of their names
/// (pkg/controller/clusterroleaggregation).
final class RoleAggregation implements Controller {
    private final ResourceClient roles;
    private final Loop<String> loop = new Loop<>("clusterrole-aggregation", this::reconcile);

    RoleAggregation(ApiClient client) {
        this.roles = client.resource("rbac.authorization.k8s.io", "clusterroles");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(roles.watch(_ -> roles.list("").stream().filter(role -> role.has("aggregationRule"))
                .forEach(role -> loop.add(Objects.name(role)))), loop.start());
    }

    private void reconcile(String name) {
        roles.modify("", name, role -> {
            JsonNode selectors = Trees.at(role, "aggregationRule", "clusterRoleSelectors");
            if (selectors.isEmpty()) {
                return role;
            }
            Set<JsonNode> rules = new LinkedHashSet<>();
            roles.list("").stream().filter(other -> !Objects.name(other).equals(name))
                    .filter(other -> isSelected(selectors, other))
                    .forEach(other -> other.path("rules").forEach(rules::add));
            if (!rules.isEmpty() || !role.path("rules").isEmpty()) {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                rules.forEach(rule -> all.add(rule.deepCopy()));
                role.set("rules", all);
            }
            return role;
        });
    }

    private static boolean isSelected(JsonNode selectors, ObjectNode role) {
        for (JsonNode selector : selectors) {
            if (Objects.selects(selector, Objects.labels(role))) {
                return true;
            }
        }
        return false;
    }
}
