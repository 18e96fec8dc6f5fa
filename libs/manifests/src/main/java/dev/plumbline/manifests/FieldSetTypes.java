package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Shape;

/// What a type says about a set of fields.
final class FieldSetTypes {
    private FieldSetTypes() {
    }

    /// structured-merge-diff `Set.EnsureNamedFieldsAreMembers`.
    static FieldSet withDeclaredParents(FieldSet set, @Nullable Schema schema) {
        if (set.isVoid()) {
            return set;
        }
        Shape shape = schema == null ? null : schema.shape();
        MapType map = shape == null ? null : shape.map();
        ListType list = shape == null ? null : shape.list();
        FieldSetBuilder builder = new FieldSetBuilder();
        for (PathElement member : set.members) {
            builder.addMember(member);
        }
        for (int i = 0; i < set.parents.length; i++) {
            PathElement parent = set.parents[i];
            Schema below = null;
            if (parent instanceof PathElement.Field(String name) && map != null) {
                below = map.type(name);
                if (map.fields().containsKey(name)) {
                    builder.addMember(parent);
                }
            } else if (parent instanceof PathElement.Key && list != null) {
                below = list.items();
            }
            builder.childSet(parent, withDeclaredParents(set.children[i], below));
        }
        return builder.build();
    }

    /// structured-merge-diff `ReconcileFieldSetWithSchema`.
    static FieldSet reconciled(FieldSet set, Schema schema) {
        List<FieldPath> nowAtomic = new ArrayList<>();
        findAtomic(set, schema, false, FieldPath.ROOT, nowAtomic);
        if (nowAtomic.isEmpty()) {
            return set;
        }
        FieldSet whole = FieldSet.of(nowAtomic);
        return set.recursiveDifference(whole).union(whole);
    }

    private static void findAtomic(FieldSet set, Schema schema, boolean ownedWhole, FieldPath path,
            List<FieldPath> found) {
        Shape shape = schema.shape();
        MapType map = shape.map();
        ListType list = shape.list();
        if (map != null) {
            if (map.isDeduced()) {
                return;
            }
            if (map.atomic() && !ownedWhole) {
                if (!set.isEmpty()) {
                    found.add(path);
                }
                return;
            }
            for (PathElement element : elements(set)) {
                Schema type = element instanceof PathElement.Field(String name) ? map.type(name) : map.others();
                if (type != null) {
                    descend(set, element, type, path, found);
                }
            }
        } else if (shape.scalar() == null && list != null) {
            if (!list.associative() && !ownedWhole) {
                found.add(path);
                return;
            }
            for (PathElement element : elements(set)) {
                descend(set, element, list.items(), path, found);
            }
        }
    }

    private static void descend(FieldSet set, PathElement element, Schema type, FieldPath path,
            List<FieldPath> found) {
        FieldSet below = set.below(element);
        findAtomic(below, type, set.has(element) && below.isVoid(), path.child(element), found);
    }

    private static Set<PathElement> elements(FieldSet set) {
        Set<PathElement> elements = new LinkedHashSet<>(List.of(set.parents));
        elements.addAll(List.of(set.members));
        return elements;
    }
}
