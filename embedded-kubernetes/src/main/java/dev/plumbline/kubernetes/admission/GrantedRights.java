package dev.plumbline.kubernetes.admission;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.Escalation;
import dev.plumbline.kubernetes.access.User;
import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// Roles and bindings grant only what their writer may do, unless the writer has the verb `escalate` or `bind`.
///
/// In a kube-apiserver this is no plugin: the storage of these kinds refuses, once the plugins have completed them.
final class GrantedRights implements Plugin {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final Set<String> ROLES = Set.of("roles", "clusterroles");
    private static final Set<String> BINDINGS = Set.of("rolebindings", "clusterrolebindings");

    private static final ArrayNode EVERYTHING = everything();

    private final StoredObjects objects;
    private final Access access;
    private final Escalation escalation;

    GrantedRights(StoredObjects objects, Access access) {
        this.objects = objects;
        this.access = access;
        this.escalation = new Escalation(access.rbac());
    }

    /// The rules of somebody who may do anything.
    private static ArrayNode everything() {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        ObjectNode resources = rules.addObject();
        resources.putArray("apiGroups").add("*");
        resources.putArray("resources").add("*");
        resources.putArray("verbs").add("*");
        ObjectNode paths = rules.addObject();
        paths.putArray("nonResourceURLs").add("*");
        paths.putArray("verbs").add("*");
        return rules;
    }

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.type().group().equals(GROUP) || attempt.user().groups().contains(User.MASTERS)) {
            return;
        }
        String name = Trees.text(attempt.object(), "metadata", "name");
        ObjectNode old = attempt.old();
        String plural = attempt.type().plural();
        if (old != null && isOnlyCollected(attempt.object(), old)) {
            return;
        }
        if (ROLES.contains(plural)) {
            if (!may(attempt, "escalate", plural, name)) {
                role(attempt, old);
            }
        } else if (BINDINGS.contains(plural)) {
            binding(attempt);
        }
    }

    /// Whoever collects garbage needs no rights of the roles that go.
    private static boolean isOnlyCollected(ObjectNode object, ObjectNode old) {
        return granting(object).equals(granting(old));
    }

    private static ObjectNode granting(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Trees.object(copy, "metadata").remove(List.of("ownerReferences", "finalizers", "managedFields",
                "resourceVersion"));
        return copy;
    }

    private void role(Attempt attempt, @Nullable ObjectNode old) {
        refuse(attempt, attempt.object().path("rules"));
        boolean isAggregated = aggregates(attempt.object()) || (old != null && aggregates(old));
        if (isAggregated && escalation.refusal(attempt.user(), "", EVERYTHING).isPresent()) {
            throw attempt.forbidden("must have cluster-admin privileges to use an aggregationRule");
        }
    }

    private static boolean aggregates(JsonNode role) {
        return !Trees.at(role, "aggregationRule", "clusterRoleSelectors").isEmpty();
    }

    private void binding(Attempt attempt) {
        JsonNode reference = attempt.object().path("roleRef");
        String plural = reference.path("kind").asText().equals("Role") ? "roles" : "clusterroles";
        String role = reference.path("name").asText();
        if (may(attempt, "bind", plural, role)) {
            return;
        }
        String namespace = plural.equals("roles") ? attempt.namespace() : "";
        ObjectNode found = objects.find(new ResourceName(GROUP, plural), namespace, role)
                .orElseThrow(() -> ApiException.notFound(GROUP, plural, role));
        refuse(attempt, found.path("rules"));
    }

    private boolean may(Attempt attempt, String verb, String plural, String name) {
        return access.rbac().decide(attempt.user(),
                new Attributes(verb, GROUP, "v1", plural, "", attempt.namespace(), name, "")).allowed();
    }

    private void refuse(Attempt attempt, JsonNode rules) {
        escalation.refusal(attempt.user(), attempt.namespace(), rules).ifPresent(why -> {
            throw attempt.forbidden(why);
        });
    }
}
