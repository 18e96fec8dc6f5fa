package dev.plumbline.kubernetes.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;

/// Role-based access control over the stored roles and bindings (`plugin/pkg/auth/authorizer/rbac`).
public final class Rbac {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final ResourceName CLUSTER_ROLES = new ResourceName(GROUP, "clusterroles");
    private static final ResourceName CLUSTER_BINDINGS = new ResourceName(GROUP, "clusterrolebindings");
    private static final ResourceName ROLES = new ResourceName(GROUP, "roles");
    private static final ResourceName BINDINGS = new ResourceName(GROUP, "rolebindings");
    private static final Key START = new Key("", "");

    private final Store store;

    public Rbac(Store store) {
        this.store = store;
    }

    public Decision decide(User user, Attributes attributes) {
        if (user.groups().contains(User.MASTERS)) {
            return new Decision(true, "");
        }
        String[] reason = {""};
        visitRules(user, attributes.namespace(), (rule, why) -> {
            if (RuleMatch.allows(rule, attributes)) {
                reason[0] = "RBAC: allowed by " + why;
                return false;
            }
            return true;
        });
        return reason[0].isEmpty() ? Decision.NO_OPINION : new Decision(true, reason[0]);
    }

    /// The rules that hold for a user in a namespace.
    public List<JsonNode> rules(User user, String namespace) {
        List<JsonNode> rules = new ArrayList<>();
        visitRules(user, namespace, (rule, _) -> rules.add(rule));
        return rules;
    }

    private void visitRules(User user, String namespace, BiPredicate<JsonNode, String> visitor) {
        boolean[] goOn = {true};
        store.snapshot(CLUSTER_BINDINGS).visit("", START, binding -> {
            goOn[0] = visitBinding(user, binding, "", visitor);
            return goOn[0];
        });
        if (goOn[0] && !namespace.isEmpty()) {
            store.snapshot(BINDINGS).visit(namespace, START,
                    binding -> visitBinding(user, binding, namespace, visitor));
        }
    }

    private boolean visitBinding(User user, Stored binding, String namespace, BiPredicate<JsonNode, String> visitor) {
        JsonNode tree = binding.tree();
        for (JsonNode subject : tree.path("subjects")) {
            if (isSubject(user, subject, namespace)) {
                JsonNode roleRef = tree.path("roleRef");
                String why = why(binding, namespace, roleRef, subject);
                for (JsonNode rule : role(roleRef, namespace).map(role -> role.tree().path("rules"))
                        .orElse(roleRef.path("none"))) {
                    if (!visitor.test(rule, why)) {
                        return false;
                    }
                }
                return true;
            }
        }
        return true;
    }

    private Optional<Stored> role(JsonNode roleRef, String namespace) {
        String name = roleRef.path("name").asText();
        return roleRef.path("kind").asText().equals("Role")
                ? store.find(ROLES, new Key(namespace, name))
                : store.find(CLUSTER_ROLES, new Key("", name));
    }

    private static boolean isSubject(User user, JsonNode subject, String namespace) {
        String name = subject.path("name").asText();
        return switch (subject.path("kind").asText()) {
            case "User" -> name.equals(user.name());
            case "Group" -> user.groups().contains(name);
            case "ServiceAccount" -> user.name().equals("system:serviceaccount:"
                    + subject.path("namespace").asText(namespace) + ":" + name);
            default -> false;
        };
    }

    private static String why(Stored binding, String namespace, JsonNode roleRef, JsonNode subject) {
        String kind = namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding";
        String name = namespace.isEmpty() ? binding.key().name() : binding.key().name() + "/" + namespace;
        String who = subject.path("kind").asText().equals("ServiceAccount")
                ? subject.path("name").asText() + "/" + subject.path("namespace").asText()
                : subject.path("name").asText();
        return kind + " \"" + name + "\" of " + roleRef.path("kind").asText() + " \"" + roleRef.path("name").asText()
                + "\" to " + subject.path("kind").asText() + " \"" + who + "\"";
    }
}
