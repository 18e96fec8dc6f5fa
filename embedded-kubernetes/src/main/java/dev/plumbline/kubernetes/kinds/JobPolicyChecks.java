package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.NameRules;

/// When a Job counts as failed or as done before all of its Pods are: the policies of its spec.
final class JobPolicyChecks {
    private static final int MOST_RULES = 20;
    private static final int MOST_CODES = 255;
    private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
    private static final List<String> STATUSES = List.of("False", "True", "Unknown");

    private JobPolicyChecks() {
    }

    static void failurePolicy(Field spec) {
        Field rules = spec.at("podFailurePolicy", "rules");
        rules.atMost(MOST_RULES);
        Set<String> containers = new HashSet<>();
        for (String list : List.of("containers", "initContainers")) {
            spec.at("template", "spec", list).each(container -> containers.add(container.at("name").text()));
        }
        boolean hasIndexLimit = spec.at("backoffLimitPerIndex").isPresent();
        rules.each(rule -> failureRule(rule, containers, hasIndexLimit));
    }

    private static void failureRule(Field rule, Set<String> containers, boolean hasIndexLimit) {
        Field action = rule.at("action");
        if (!action.isSet()) {
            action.missing(valid(ACTIONS));
        } else if (action.text().equals("FailIndex") && !hasIndexLimit) {
            action.invalid("requires the backoffLimitPerIndex to be set");
        } else if (!ACTIONS.contains(action.text())) {
            action.unsupported(ACTIONS);
        }
        boolean hasCodes = rule.at("onExitCodes").isPresent();
        boolean hasConditions = !rule.at("onPodConditions").value().isEmpty();
        rule.at("onExitCodes").ifPresent(codes -> exitCodes(codes, containers));
        rule.at("onPodConditions").atMost(MOST_RULES).each(JobPolicyChecks::condition);
        if (hasCodes && hasConditions) {
            rule.unfit("specifying both OnExitCodes and OnPodConditions is not supported");
        } else if (!hasCodes && !hasConditions) {
            rule.unfit("specifying one of OnExitCodes and OnPodConditions is required");
        }
    }

    /// As Go prints a list of strings.
    private static String valid(List<String> values) {
        return "valid values: [\"" + String.join("\" \"", values) + "\"]";
    }

    private static void condition(Field condition) {
        condition.at("type").as(SharedChecks.text(condition.at("type").text())).matches(NameRules::qualifiedName);
        Field status = condition.at("status");
        if (status.isSet()) {
            status.oneOf(STATUSES.toArray(String[]::new));
        } else {
            status.missing(valid(STATUSES));
        }
    }

    private static void exitCodes(Field codes, Set<String> containers) {
        Field operator = codes.at("operator");
        if (operator.isSet()) {
            operator.oneOf("In", "NotIn");
        } else {
            operator.missing(valid(List.of("In", "NotIn")));
        }
        Field container = codes.at("containerName");
        if (container.isPresent() && !containers.contains(container.text())) {
            container.invalid("must be one of the container or initContainer names in the pod template");
        }
        Field values = codes.at("values");
        if (values.value().isEmpty()) {
            values.invalid("at least one value is required");
        }
        values.atMost(MOST_CODES);
        Set<JsonNode> seen = new HashSet<>();
        boolean isOrdered = true;
        int last = Integer.MIN_VALUE;
        for (Field value : values.items()) {
            if (operator.text().equals("In") && value.value().asInt() == 0) {
                value.invalid("must not be 0 for the In operator");
            }
            if (!seen.add(value.value())) {
                value.duplicate();
            }
            isOrdered &= last <= value.value().asInt();
            last = value.value().asInt();
        }
        if (!isOrdered) {
            values.invalid("must be ordered");
        }
    }

    /// @param completions of the Job
    static void successPolicy(Field policy, int completions) {
        Field rules = policy.at("rules");
        if (rules.value().isEmpty()) {
            rules.missing("at least one rules must be specified when the successPolicy is specified");
        }
        rules.atMost(MOST_RULES).each(rule -> successRule(rule, completions));
    }

    private static void successRule(Field rule, int completions) {
        Field count = rule.at("succeededCount");
        Field indexes = rule.at("succeededIndexes");
        if (!count.isPresent() && !indexes.isPresent()) {
            rule.missing("at least one of succeededCount or succeededIndexes must be specified");
        }
        Indexes named = Indexes.of(indexes.text(), completions);
        named.problem().ifPresent(problem -> indexes.invalid("error parsing succeededIndexes: " + problem));
        count.notNegative();
        if (count.value().asInt() > completions) {
            count.invalid("must be less than or equal to " + completions + " (the number of specified completions)");
        }
        if (indexes.isPresent() && count.value().asInt() > named.total()) {
            count.invalid("must be less than or equal to " + named.total()
                    + " (the number of indexes in the specified succeededIndexes field)");
        }
    }

    /// Indexes in the form `1,3-5,7`.
    ///
    /// @param total   of the indexes; 0 if there is a problem
    /// @param problem why the text is none
    private record Indexes(int total, Optional<String> problem) {

        static Indexes of(String text, int completions) {
            int total = 0;
            int last = -1;
            for (String interval : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                String[] ends = interval.split("-", -1);
                if (ends.length > 2) {
                    return wrong("the fragment \"" + interval + "\" violates the requirement that an index interval "
                            + "can have at most two parts separated by '-'");
                }
                for (String end : ends) {
                    if (!end.matches("\\d{1,9}")) {
                        return wrong("cannot convert string to integer for index: \"" + end + "\"");
                    }
                    if (Integer.parseInt(end) >= completions) {
                        return wrong("too large index: \"" + end + "\"");
                    }
                }
                int first = Integer.parseInt(ends[0]);
                int end = Integer.parseInt(ends[ends.length - 1]);
                if (ends.length > 1 && first >= end) {
                    return wrong("non-increasing order, previous: " + first + ", current: " + end);
                }
                if (last >= first) {
                    return wrong("non-increasing order, previous: " + last + ", current: " + first);
                }
                total += end - first + 1;
                last = end;
            }
            return new Indexes(total, Optional.empty());
        }

        private static Indexes wrong(String problem) {
            return new Indexes(0, Optional.of(problem));
        }
    }
}
