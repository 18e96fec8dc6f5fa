package dev.plumbline.kubernetes.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bearer tokens and whose they are, from a file as kube-apiserver's `--token-auth-file` reads it: a line each of
/// `token,user,uid` and optionally `"group1,group2"`.
public final class Tokens {
    private final Map<String, User> users;

    private Tokens(Map<String, User> users) {
        this.users = Map.copyOf(users);
    }

    /// One token for one user.
    public static Tokens of(String token, User user) {
        return new Tokens(Map.of(token, user));
    }

    /// These tokens and one more.
    public Tokens and(String token, User user) {
        Map<String, User> all = new HashMap<>(users);
        all.put(token, user);
        return new Tokens(all);
    }

    /// Reads a file; a line that is none of this form is an IOException that names it.
    public static Tokens read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Map<String, User> users = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> fields = fields(line);
            if (fields.size() < 3 || fields.get(0).isEmpty() || fields.get(1).isEmpty()) {
                throw new IOException(file + ":" + (i + 1)
                        + ": a line must be token,user,uid or token,user,uid,\"group1,group2\"");
            }
            List<String> groups = new ArrayList<>();
            if (fields.size() > 3) {
                groups.addAll(List.of(fields.get(3).split(",", -1)));
                groups.removeIf(String::isBlank);
            }
            groups.add("system:authenticated");
            users.put(fields.get(0), new User(fields.get(1), fields.get(2), groups, Map.of()));
        }
        return new Tokens(users);
    }

    public Optional<User> user(String token) {
        return Optional.ofNullable(users.get(token));
    }

    /// The token of a member of `system:masters`, if there is one: what the kubeconfig is written with.
    public Optional<String> adminToken() {
        return users.entrySet().stream().filter(entry -> entry.getValue().groups().contains(User.MASTERS))
                .map(Map.Entry::getKey).sorted().findFirst();
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
