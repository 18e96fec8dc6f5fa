package dev.plumbline.kubernetes.resources;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that is served now: the built-in resources and those that CustomResourceDefinitions add.
///
/// Readers see one consistent table; replacing the custom part swaps it.
public final class ResourceTypes {
    private final List<ResourceType> builtin;
    private volatile Table table;

    public ResourceTypes(List<ResourceType> builtin) {
        this.builtin = List.copyOf(builtin);
        this.table = Table.of(builtin);
    }

    private record TypeKey(String group, String version, String plural) {
    }

    private record Table(Map<TypeKey, ResourceType> byKey, Map<String, List<String>> versions) {
        static Table of(Collection<ResourceType> types) {
            Map<TypeKey, ResourceType> byKey = new LinkedHashMap<>();
            Map<String, List<String>> versions = new LinkedHashMap<>();
            for (ResourceType type : types) {
                byKey.put(new TypeKey(type.group(), type.version(), type.plural()), type);
                List<String> known = versions.computeIfAbsent(type.group(), _ -> new ArrayList<>());
                if (!known.contains(type.version())) {
                    known.add(type.version());
                }
            }
            versions.values().forEach(known -> known.sort(VersionPriority.HIGHEST_FIRST));
            return new Table(byKey, versions);
        }
    }

    /// Replaces the custom resources.
    public void setCustom(Collection<ResourceType> custom) {
        List<ResourceType> all = new ArrayList<>(builtin);
        all.addAll(custom);
        table = Table.of(all);
    }

    public Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(table.byKey.get(new TypeKey(group, version, plural)));
    }

    /// The resource in the version that its group prefers.
    public Optional<ResourceType> preferred(String group, String plural) {
        for (String version : versions(group)) {
            Optional<ResourceType> type = find(group, version, plural);
            if (type.isPresent()) {
                return type;
            }
        }
        return Optional.empty();
    }

    public Optional<ResourceType> byKind(String group, String version, String kind) {
        return table.byKey.values().stream().filter(type -> type.group().equals(group)
                && type.version().equals(version) && type.kind().equals(kind)).findFirst();
    }

    /// Whether a group has built-in resources.
    public boolean isBuiltin(String group) {
        return builtin.stream().anyMatch(type -> type.group().equals(group));
    }

    /// The groups that are served; core is the empty text.
    public Collection<String> groups() {
        return table.versions.keySet();
    }

    /// A group's versions, the preferred one first.
    public List<String> versions(String group) {
        return table.versions.getOrDefault(group, List.of());
    }

    /// The resources of a group's version, by name.
    public List<ResourceType> of(String group, String version) {
        return table.byKey.values().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .sorted(Comparator.comparing(ResourceType::plural)).toList();
    }

    /// Every resource once, in its preferred version.
    public List<ResourceType> all() {
        return table.byKey.values().stream().filter(
                type -> preferred(type.group(), type.plural()).filter(type::equals).isPresent())
                .toList();
    }

    public List<ResourceType> allVersions() {
        return List.copyOf(table.byKey.values());
    }
}
