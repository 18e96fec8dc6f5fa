package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.plumbline.kubernetes.access.User;

/// Who makes a request and what they are told beside the answer.
public final class Caller {
    private final User user;
    private final String userAgent;
    private final Consumer<Target> createCheck;
    private final List<String> warnings = new ArrayList<>(0);

    /// @param createCheck throws a refusal if the user may not create the target
    public Caller(User user, String userAgent, Consumer<Target> createCheck) {
        this.user = user;
        this.userAgent = userAgent;
        this.createCheck = createCheck;
    }

    /// A component in this process, which may do everything.
    public static Caller component(String name) {
        return new Caller(User.component(name), name, _ -> {
        });
    }

    void checkMayCreate(Target target) {
        createCheck.accept(target);
    }

    public User user() {
        return user;
    }

    public String userAgent() {
        return userAgent;
    }

    /// Texts for Warning headers, in order, each once.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public void warn(String text) {
        if (!warnings.contains(text)) {
            warnings.add(text);
        }
    }
}
