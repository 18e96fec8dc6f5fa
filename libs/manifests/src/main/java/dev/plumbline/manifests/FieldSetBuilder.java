package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Collects paths into a [FieldSet]. Not for concurrent use.
public final class FieldSetBuilder {
    private final List<PathElement> members = new ArrayList<>(4);
    private final List<PathElement> parents = new ArrayList<>(4);
    private final List<FieldSetBuilder> children = new ArrayList<>(4);
    private @Nullable FieldSet built;

    /// Adds one path; the root is ignored, since nobody owns a whole object.
    public FieldSetBuilder add(List<PathElement> path) {
        if (!path.isEmpty()) {
            FieldSetBuilder node = this;
            for (int i = 0; i < path.size() - 1; i++) {
                node = node.child(path.get(i));
            }
            node.addMember(path.getLast());
        }
        return this;
    }

    void addMember(PathElement element) {
        int at = search(members, element);
        if (at < 0) {
            members.add(-at - 1, element);
        }
    }

    FieldSetBuilder child(PathElement element) {
        int at = search(parents, element);
        if (at >= 0) {
            return children.get(at);
        }
        FieldSetBuilder child = new FieldSetBuilder();
        parents.add(-at - 1, element);
        children.add(-at - 1, child);
        return child;
    }

    void childSet(PathElement element, FieldSet set) {
        child(element).built = set;
    }

    /// Paths mostly come sorted: look at the end first.
    private static int search(List<PathElement> sorted, PathElement element) {
        if (sorted.isEmpty() || sorted.getLast().compareTo(element) < 0) {
            return -sorted.size() - 1;
        }
        return Collections.binarySearch(sorted, element);
    }

    public FieldSet build() {
        if (built != null) {
            return built;
        }
        List<PathElement> keptParents = new ArrayList<>(parents.size());
        List<FieldSet> kept = new ArrayList<>(parents.size());
        for (int i = 0; i < parents.size(); i++) {
            FieldSet child = children.get(i).build();
            if (!child.isVoid()) {
                keptParents.add(parents.get(i));
                kept.add(child);
            }
        }
        if (members.isEmpty() && kept.isEmpty()) {
            return FieldSet.EMPTY;
        }
        return new FieldSet(members.toArray(PathElement[]::new), keptParents.toArray(PathElement[]::new),
                kept.toArray(FieldSet[]::new));
    }
}
