package dev.plumbline.rendering.kustomize.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A label selector in the text form of the Kubernetes API: `app=web,tier!=cache,env in (dev,test),!legacy`.
record LabelSelector(List<Requirement> requirements) {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^\\s=!<>]+)\\s*(==|=|!=)\\s*([^\\s=!<>]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([^\\s=!<>()]+)");

    LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /// One condition: a key, and whether its value must, or must not, be among some; no values ask for the key alone.
    record Requirement(String key, boolean negated, Set<String> values) {

        boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            if (values.isEmpty()) {
                return (value != null) != negated;
            }
            return negated ? value == null || !values.contains(value) : value != null && values.contains(value);
        }
    }

    boolean isEmpty() {
        return requirements.isEmpty();
    }

    boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    static LabelSelector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                String part = text.substring(from, i).strip();
                if (!part.isEmpty()) {
                    requirements.add(requirement(part));
                }
                from = i + 1;
            }
        }
        return new LabelSelector(requirements);
    }

    private static Requirement requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            return new Requirement(set.group(1), set.group(2).equals("notin"), Arrays
                    .stream(set.group(3).split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet()));
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            return new Requirement(equality.group(1), equality.group(2).equals("!="), Set.of(equality.group(3)));
        }
        Matcher existence = EXISTENCE.matcher(text);
        if (existence.matches()) {
            return new Requirement(existence.group(2), !existence.group(1).isEmpty(), Set.of());
        }
        throw new KustomizeProblem("unable to parse the label selector \"" + text + "\"");
    }
}
