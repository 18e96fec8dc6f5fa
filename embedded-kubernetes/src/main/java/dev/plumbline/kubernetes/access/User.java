package dev.plumbline.kubernetes.access;

import java.util.List;
import java.util.Map;

/// Who makes a request.
///
/// @param extra further attributes, each with its values
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    public static final String MASTERS = "system:masters";
    public static final User ANONYMOUS = new User("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

    public User {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    /// A component in this process, with all rights.
    public static User component(String name) {
        return new User(name, "", List.of(MASTERS, "system:authenticated"), Map.of());
    }
}
