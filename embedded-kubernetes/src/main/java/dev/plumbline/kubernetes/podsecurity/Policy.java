package dev.plumbline.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.Cause;

/// What a namespace's labels ask of its Pods; a namespace without labels asks nothing.
///
/// @param complaints about labels that can't be read: `enforce` is then the strictest, `audit` and `warn` are off
public record Policy(Standard enforce, Standard audit, Standard warn, List<Cause> complaints) {
    private static final String PREFIX = "pod-security.kubernetes.io/";

    public Policy {
        complaints = List.copyOf(complaints);
    }

    public static Policy of(JsonNode labels) {
        List<Cause> complaints = new ArrayList<>();
        Standard enforce = standard(labels, "enforce", Level.RESTRICTED, complaints);
        Standard audit = standard(labels, "audit", Level.PRIVILEGED, complaints);
        Standard warn = standard(labels, "warn", Level.PRIVILEGED, complaints);
        boolean isEnforced = Level.of(labels.path(PREFIX + "enforce").asText()).isPresent();
        if (isEnforced && !labels.has(PREFIX + "warn") && enforce.level().compareTo(warn.level()) > 0) {
            warn = new Standard(enforce.level(),
                    labels.has(PREFIX + "warn-version") ? warn.minor() : enforce.minor());
        }
        return new Policy(enforce, audit, warn, complaints);
    }

    private static Standard standard(JsonNode labels, String mode, Level otherwise, List<Cause> complaints) {
        Level level = Level.PRIVILEGED;
        int minor = Standard.LATEST;
        JsonNode named = labels.path(PREFIX + mode);
        if (named.isTextual()) {
            Optional<Level> known = Level.of(named.asText());
            if (known.isEmpty()) {
                complaints.add(Cause.invalid("metadata.labels[" + PREFIX + mode + "]", named.asText(),
                        "must be one of privileged, baseline, restricted"));
            }
            level = known.orElse(otherwise);
        }
        JsonNode version = labels.path(PREFIX + mode + "-version");
        if (version.isTextual()) {
            Optional<Integer> known = Standard.minorOf(version.asText());
            if (known.isEmpty()) {
                complaints.add(Cause.invalid("metadata.labels[" + PREFIX + mode + "-version]", version.asText(),
                        "must be \"latest\" or \"v1.x\""));
            }
            minor = known.orElse(Standard.LATEST);
        }
        return new Standard(level, minor);
    }
}
