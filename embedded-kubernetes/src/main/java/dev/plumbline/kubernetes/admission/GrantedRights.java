package dev.plumbline.kubernetes.admission;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
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

    private final StoredObjects objects;
    private final Access access;
    private final Escalation escalation;

    GrantedRights(StoredObjects objects, Access access) {
        this.objects = objects;
        this.access = access;
        this.escalation = new Escalation(access.rbac());
    }

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.type().group().equals(GROUP) || attempt.user().groups().contains(User.MASTERS)) {
            return;
        }
        String name = Trees.text(attempt.object(), "metadata", "name");
        ObjectNode old = attempt.old();
        String plural = attempt.type().plural();
        if (ROLES.contains(plural)) {
            boolean isUnchanged = old != null && old.path("rules").equals(attempt.object().path("rules"));
            if (!isUnchanged && !may(attempt, "escalate", plural, name)) {
                refuse(attempt, attempt.object().path("rules"));
            }
        } else if (BINDINGS.contains(plural)) {
            binding(attempt, old);
        }
    }

    private void binding(Attempt attempt, @Nullable ObjectNode old) {
        JsonNode reference = attempt.object().path("roleRef");
        boolean isUnchanged = old != null && old.path("roleRef").equals(reference)
                && old.path("subjects").equals(attempt.object().path("subjects"));
        String plural = reference.path("kind").asText().equals("Role") ? "roles" : "clusterroles";
        String role = reference.path("name").asText();
        if (isUnchanged || may(attempt, "bind", plural, role)) {
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
