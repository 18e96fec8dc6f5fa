package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.User;

/// What is recorded of which request: the first rule that covers it decides, and what none covers is not recorded.
///
/// @param otherwise for requests that no rule covers; its level is none
record AuditPolicy(List<PolicyRule> rules, Recording otherwise) {
    static final AuditPolicy NOTHING = new AuditPolicy(List.of(), new Recording(Level.NONE, Set.of(), false));

    AuditPolicy {
        rules = List.copyOf(rules);
    }

    /// Reads a `Policy` of `audit.k8s.io/v1`; a file that is none is an IOException that says where and why.
    static AuditPolicy read(Path file) throws IOException {
        return new PolicyFile(file).read();
    }

    /// @param user null where nobody was authenticated
    Recording of(@Nullable User user, Attributes attributes) {
        for (PolicyRule rule : rules) {
            if (rule.covers(user, attributes)) {
                return rule.recording();
            }
        }
        return otherwise;
    }
}
