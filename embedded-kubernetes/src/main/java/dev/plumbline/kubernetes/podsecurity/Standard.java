package dev.plumbline.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/// A level as it was defined in one version of Kubernetes.
///
/// @param minor 25 for `v1.25`; [#LATEST] for `latest`
public record Standard(Level level, int minor) {
    public static final int LATEST = Integer.MAX_VALUE;
    private static final Pattern VERSION = Pattern.compile("v1\\.([0-9]|[1-9][0-9]{1,5})");

    /// The number of a version, empty when it is none.
    static Optional<Integer> minorOf(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (version.equals("latest")) {
            return Optional.of(LATEST);
        }
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /// What a Pod, or a Pod template, breaks: baseline's rules first, each group in the order of the rules' names.
    public List<Violation> violations(JsonNode pod) {
        if (level == Level.PRIVILEGED) {
            return List.of();
        }
        PodView view = new PodView(pod);
        List<Violation> violations = new ArrayList<>();
        boolean isRestricted = level == Level.RESTRICTED;
        for (Check check : Baseline.CHECKS) {
            if (check.sinceMinor() <= minor && !(isRestricted && check.isReplacedFrom(minor))) {
                check.rule().apply(view, minor).ifPresent(violations::add);
            }
        }
        if (isRestricted) {
            for (Check check : Restricted.CHECKS) {
                if (check.sinceMinor() <= minor) {
                    check.rule().apply(view, minor).ifPresent(violations::add);
                }
            }
        }
        return violations;
    }

    @Override
    public String toString() {
        return level + ":" + (minor == LATEST ? "latest" : "v1." + minor);
    }
}
