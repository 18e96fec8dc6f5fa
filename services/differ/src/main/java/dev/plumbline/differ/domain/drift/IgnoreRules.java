package dev.plumbline.differ.domain.drift;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.differ.domain.live.FieldHolders.Holder;
import dev.plumbline.manifests.FieldDiff;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.PathElement;
import dev.plumbline.manifests.ResourceId;

/// The ignore rules of an Application that concern one resource.
///
/// A path is a JSON pointer whose elements may be `*`, an index, or a keyed item such as `[name=web]`; it covers all below
/// it. An index also names the keyed item at that position.
public final class IgnoreRules {
    /// Ignores nothing.
    public static final IgnoreRules NONE = new IgnoreRules(List.of());
    private static final String ANY = "*";

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(List<FieldPath> paths, List<String> managers) {
    }

    /// The rules that name the resource, its kind and group, or none of them.
    ///
    /// @throws IllegalArgumentException when a path cannot be read
    public static IgnoreRules of(ResourceId resource, List<IgnoreRule> declared) {
        List<Rule> rules = new ArrayList<>();
        for (IgnoreRule rule : declared) {
            if (fits(rule.group(), resource.group()) && fits(rule.kind(), resource.kind())
                    && fits(rule.name(), resource.name())) {
                rules.add(new Rule(rule.paths().stream().map(FieldPath::parse).toList(), rule.managers()));
            }
        }
        return rules.isEmpty() ? NONE : new IgnoreRules(rules);
    }

    /// Whether one rule covers all of a difference.
    ///
    /// @param holders who holds the field now
    /// @param live the whole object, to find which keyed item an index names
    boolean covers(FieldDiff difference, List<Holder> holders, JsonNode live) {
        return rules.stream().anyMatch(rule -> holdsFor(rule, holders) && covers(rule, difference, live));
    }

    private static boolean fits(@Nullable String declared, String actual) {
        return declared == null || declared.equals(actual);
    }

    private static boolean holdsFor(Rule rule, List<Holder> holders) {
        return rule.managers().isEmpty()
                || holders.stream().anyMatch(holder -> rule.managers().contains(holder.manager()));
    }

    private static boolean covers(Rule rule, FieldDiff difference, JsonNode live) {
        return rule.paths().isEmpty()
                || leaves(difference).stream().allMatch(leaf -> rule.paths().stream()
                        .anyMatch(path -> isPrefix(path.elements(), leaf.elements(), live)));
    }

    /// An atomic list or map is one difference; a rule may cover just the element in it that differs.
    private static List<FieldPath> leaves(FieldDiff difference) {
        List<FieldPath> leaves = new ArrayList<>();
        collect(difference.path(), difference.before(), difference.after(), leaves);
        return leaves;
    }

    private static void collect(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after,
            List<FieldPath> leaves) {
        if (before != null && after != null && before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                collect(path.child(new PathElement.Index(i)), before.get(i), after.get(i), leaves);
            }
        } else if (before != null && after != null && before.isObject() && after.isObject()) {
            FieldDiff.between(before, after).forEach(inner -> {
                FieldPath at = new FieldPath(concat(path.elements(), inner.path().elements()));
                collectInner(at, inner, leaves);
            });
        } else if (before == null || !before.equals(after)) {
            leaves.add(path);
        }
    }

    private static void collectInner(FieldPath path, FieldDiff inner, List<FieldPath> leaves) {
        if (inner.path().isRoot()) {
            leaves.add(path);
        } else {
            collect(path, inner.before(), inner.after(), leaves);
        }
    }

    private static List<PathElement> concat(List<PathElement> first, List<PathElement> second) {
        List<PathElement> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static boolean isPrefix(List<PathElement> pattern, List<PathElement> path, JsonNode live) {
        if (pattern.size() > path.size()) {
            return false;
        }
        JsonNode container = live;
        for (int i = 0; i < pattern.size(); i++) {
            if (!matches(pattern.get(i), path.get(i), container)) {
                return false;
            }
            container = step(container, path.get(i));
        }
        return true;
    }

    private static boolean matches(PathElement pattern, PathElement element, JsonNode container) {
        return switch (pattern) {
            case PathElement.Field(String name) -> ANY.equals(name) || pattern.equals(element);
            case PathElement.Index(int position) -> switch (element) {
                case PathElement.Index _ -> pattern.equals(element);
                case PathElement.Field(String name) -> name.equals(Integer.toString(position));
                case PathElement.Key _,PathElement.Value _ -> matchesItem(element, container.path(position));
            };
            case PathElement.Key key ->
                element instanceof PathElement.Key item && item.fields().containsAll(key.fields());
            case PathElement.Value _ -> pattern.equals(element);
        };
    }

    private static boolean matchesItem(PathElement element, JsonNode item) {
        return switch (element) {
            case PathElement.Key key ->
                key.fields().stream().allMatch(field -> field.value().equals(item.path(field.name())));
            case PathElement.Value(JsonNode value) -> value.equals(item);
            case PathElement.Field _,PathElement.Index _ -> false;
        };
    }

    private static JsonNode step(JsonNode container, PathElement element) {
        return switch (element) {
            case PathElement.Field(String name) -> container.path(name);
            case PathElement.Index(int position) -> container.path(position);
            case PathElement.Key _,PathElement.Value _ -> {
                for (JsonNode item : container) {
                    if (matchesItem(element, item)) {
                        yield item;
                    }
                }
                yield container.path(-1);
            }
        };
    }
}
