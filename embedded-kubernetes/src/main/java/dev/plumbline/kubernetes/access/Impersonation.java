package dev.plumbline.kubernetes.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.plumbline.kubernetes.api.ApiException;

/// Acting as someone else (`Impersonate-User`, `-Group`, `-Uid`, `-Extra-…`), for those who may.
public final class Impersonation {
    private static final String EXTRA = "impersonate-extra-";

    private final Access access;

    public Impersonation(Access access) {
        this.access = access;
    }

    /// The user to act as: the given one when no header asks otherwise.
    ///
    /// @param headers names in lower case
    public User apply(User user, Map<String, List<String>> headers) {
        String name = first(headers, "impersonate-user");
        List<String> groups = new ArrayList<>(headers.getOrDefault("impersonate-group", List.of()));
        if (name.isEmpty()) {
            if (!groups.isEmpty() || !first(headers, "impersonate-uid").isEmpty()) {
                throw ApiException.of(500, "InternalError",
                        "Internal error occurred: requested without impersonating a user");
            }
            return user;
        }
        checkName(user, name);
        groups.forEach(group -> access.authorize(user, attributes("", "groups", "", group)));
        Map<String, List<String>> extra = new HashMap<>();
        headers.forEach((header, values) -> {
            if (header.startsWith(EXTRA)) {
                String key = header.substring(EXTRA.length()).toLowerCase(Locale.ROOT);
                values.forEach(value -> access.authorize(user,
                        new Attributes("impersonate", "authentication.k8s.io", "v1", "userextras", key, "", value,
                                "")));
                extra.put(key, List.copyOf(values));
            }
        });
        groups.addAll(defaultGroups(name, groups));
        return new User(name, first(headers, "impersonate-uid"), groups, extra);
    }

    private void checkName(User user, String name) {
        String prefix = "system:serviceaccount:";
        if (name.startsWith(prefix)) {
            String[] parts = name.substring(prefix.length()).split(":", -1);
            if (parts.length == 2) {
                access.authorize(user, attributes("", "serviceaccounts", parts[0], parts[1]));
                return;
            }
        }
        access.authorize(user, attributes("", "users", "", name));
    }

    private static List<String> defaultGroups(String name, List<String> asked) {
        List<String> added = new ArrayList<>();
        String prefix = "system:serviceaccount:";
        if (name.startsWith(prefix) && asked.isEmpty()) {
            added.add("system:serviceaccounts");
            added.add("system:serviceaccounts:" + name.substring(prefix.length()).split(":", -1)[0]);
        }
        String everyone = name.equals(User.ANONYMOUS.name()) ? "system:unauthenticated" : "system:authenticated";
        if (!asked.contains(everyone)) {
            added.add(everyone);
        }
        return added;
    }

    private static Attributes attributes(String group, String resource, String namespace, String name) {
        return new Attributes("impersonate", group, "v1", resource, "", namespace, name, "");
    }

    private static String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
