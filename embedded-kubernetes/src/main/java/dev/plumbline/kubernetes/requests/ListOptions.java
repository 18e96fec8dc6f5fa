package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.kubernetes.api.Cause;

/// The parameters of lists and watches, checked as apimachinery's `ValidateListOptions` does.
record ListOptions(long limit, String continueToken, String version, Match match, boolean watch,
        boolean sendInitialEvents, boolean bookmarks) {

    /// How `resourceVersion` is meant.
    enum Match {
        UNSET, EXACT, NOT_OLDER_THAN
    }

    static ListOptions of(Parameters parameters, boolean watch) {
        List<Cause> causes = new ArrayList<>();
        String match = parameters.text("resourceVersionMatch");
        String version = parameters.text("resourceVersion");
        boolean initialGiven = parameters.has("sendInitialEvents");
        number(parameters, "limit");
        number(parameters, "timeoutSeconds");
        if (watch) {
            checkWatch(match, initialGiven, parameters.has("continue"), causes);
        } else {
            checkMatch(match, version, parameters.has("continue"), causes);
            if (initialGiven) {
                causes.add(Cause.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
            }
        }
        Parameters.refuse("ListOptions", causes);
        boolean sendInitialEvents = initialGiven && parameters.flag("sendInitialEvents");
        // Any state will do, so the answer comes from the cache at once, and whole.
        long limit = version.equals("0") && !parameters.has("continue") ? 0 : number(parameters, "limit");
        return new ListOptions(limit, parameters.text("continue"), version, match(match), watch, sendInitialEvents,
                parameters.flag("allowWatchBookmarks"));
    }

    private static long number(Parameters parameters, String name) {
        return parameters.number(name).filter(n -> n > 0).orElse(0L);
    }

    private static Match match(String text) {
        return switch (text) {
            case "Exact" -> Match.EXACT;
            case "NotOlderThan" -> Match.NOT_OLDER_THAN;
            default -> Match.UNSET;
        };
    }

    private static void checkWatch(String match, boolean initialGiven, boolean continued, List<Cause> causes) {
        if (initialGiven && !match.equals("NotOlderThan")) {
            causes.add(Cause.forbidden("resourceVersionMatch",
                    "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }
        if (match.isEmpty()) {
            return;
        }
        if (!initialGiven) {
            causes.add(Cause.forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
        }
        if (!match.equals("NotOlderThan")) {
            causes.add(Cause.notSupported("resourceVersionMatch", match, List.of("NotOlderThan")));
        }
        if (continued) {
            causes.add(Cause.forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden when continue is provided"));
        }
    }

    private static void checkMatch(String match, String version, boolean continued, List<Cause> causes) {
        if (match.isEmpty()) {
            return;
        }
        if (version.isEmpty()) {
            causes.add(Cause.forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        }
        if (continued) {
            causes.add(Cause.forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden when continue is provided"));
        }
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            causes.add(Cause.notSupported("resourceVersionMatch", match, List.of("Exact", "NotOlderThan", "")));
        }
        if (match.equals("Exact") && version.equals("0")) {
            causes.add(Cause.forbidden("resourceVersionMatch",
                    "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        }
    }
}
