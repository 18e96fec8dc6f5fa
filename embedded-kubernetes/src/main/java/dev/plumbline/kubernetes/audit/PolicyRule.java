package dev.plumbline.kubernetes.audit;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.User;

/// One rule of a policy: which requests it is for and how they are recorded. An empty list holds for all.
///
/// Follows `policyRuleEvaluator` of `apiserver/pkg/audit/policy`.
record PolicyRule(Recording recording, List<String> users, List<String> userGroups, List<String> verbs,
        List<Resources> resources, List<String> namespaces, List<String> nonResourceUrls) {

    PolicyRule {
        users = List.copyOf(users);
        userGroups = List.copyOf(userGroups);
        verbs = List.copyOf(verbs);
        resources = List.copyOf(resources);
        namespaces = List.copyOf(namespaces);
        nonResourceUrls = List.copyOf(nonResourceUrls);
    }

    /// Resources of one group, `pods`, `pods/status`, `pods/*`, `*/status` or `*`; none means all of the group.
    record Resources(String group, List<String> resources, Set<String> names) {
        Resources {
            resources = List.copyOf(resources);
            names = Set.copyOf(names);
        }

        boolean covers(Attributes attributes) {
            if (!group.equals(attributes.group())) {
                return false;
            }
            if (resources.isEmpty()) {
                return true;
            }
            return (names.isEmpty() || names.contains(attributes.name()))
                    && resources.stream().anyMatch(pattern -> covers(pattern, attributes));
        }

        private static boolean covers(String pattern, Attributes attributes) {
            String subresource = attributes.subresource();
            return pattern.equals("*") || pattern.equals(attributes.qualifiedResource())
                    || (!subresource.isEmpty() && pattern.equals("*/" + subresource))
                    || pattern.equals(attributes.resource() + "/*");
        }
    }

    /// @param user null where nobody was authenticated
    boolean covers(@Nullable User user, Attributes attributes) {
        if (!users.isEmpty() && (user == null || !users.contains(user.name()))) {
            return false;
        }
        if (!userGroups.isEmpty() && (user == null || userGroups.stream().noneMatch(user.groups()::contains))) {
            return false;
        }
        if (!verbs.isEmpty() && !verbs.contains(attributes.verb())) {
            return false;
        }
        if (!namespaces.isEmpty() || !resources.isEmpty()) {
            return attributes.isResource() && (namespaces.isEmpty() || namespaces.contains(attributes.namespace()))
                    && (resources.isEmpty() || resources.stream().anyMatch(some -> some.covers(attributes)));
        }
        return nonResourceUrls.isEmpty() || (!attributes.isResource()
                && nonResourceUrls.stream().anyMatch(url -> coversPath(url, attributes.path())));
    }

    private static boolean coversPath(String pattern, String path) {
        return pattern.equals("*") || pattern.equals(path)
                || (pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
}
