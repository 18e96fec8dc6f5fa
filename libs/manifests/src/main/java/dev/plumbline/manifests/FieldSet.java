package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An immutable set of field paths, a trie of sorted arrays: who owns what in an object.
///
/// The operations are those of structured-merge-diff v6 `fieldpath.Set`. A parent's membership and its children's are
/// independent: `difference` of a parent leaves its children.
public final class FieldSet {
    /// The set without paths.
    public static final FieldSet EMPTY = new FieldSet(new PathElement[0], new PathElement[0], new FieldSet[0]);

    final PathElement[] members;
    final PathElement[] parents;
    final FieldSet[] children;

    FieldSet(PathElement[] members, PathElement[] parents, FieldSet[] children) {
        this.members = members;
        this.parents = parents;
        this.children = children;
    }

    public static FieldSet of(FieldPath... paths) {
        return of(Arrays.asList(paths));
    }

    public static FieldSet of(Collection<FieldPath> paths) {
        FieldSetBuilder builder = new FieldSetBuilder();
        paths.forEach(path -> builder.add(path.elements()));
        return builder.build();
    }

    /// Reads `fieldsV1`; path elements of unknown types are dropped, as Kubernetes does.
    ///
    /// @throws IllegalArgumentException if a key is malformed
    public static FieldSet fromFieldsV1(ObjectNode fieldsV1) {
        return FieldsV1.read(fieldsV1);
    }

    /// The `fieldsV1` of this set, in Kubernetes' order.
    public ObjectNode toFieldsV1() {
        return FieldsV1.write(this);
    }

    public boolean isEmpty() {
        if (members.length > 0) {
            return false;
        }
        for (FieldSet child : children) {
            if (!child.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// Whether this node has nothing at all, not even empty children.
    boolean isVoid() {
        return members.length == 0 && parents.length == 0;
    }

    /// How many paths are in the set.
    public int size() {
        int size = members.length;
        for (FieldSet child : children) {
            size += child.size();
        }
        return size;
    }

    /// Whether this very path is in the set; the root never is.
    public boolean contains(FieldPath path) {
        FieldSet node = this;
        int last = path.elements().size() - 1;
        for (int i = 0; i < last; i++) {
            node = node.below(path.elements().get(i));
        }
        return last >= 0 && node.has(path.elements().get(last));
    }

    /// Whether the path, something below it, or something above it is in the set: whether the set touches it.
    public boolean touches(FieldPath path) {
        FieldSet node = this;
        for (PathElement element : path.elements()) {
            if (node.has(element)) {
                return true;
            }
            node = node.below(element);
        }
        return !node.isEmpty();
    }

    /// The paths below `prefix`, without it.
    public FieldSet below(FieldPath prefix) {
        FieldSet node = this;
        for (PathElement element : prefix.elements()) {
            node = node.below(element);
        }
        return node;
    }

    FieldSet below(PathElement element) {
        int at = Arrays.binarySearch(parents, element);
        return at < 0 ? EMPTY : children[at];
    }

    boolean has(PathElement element) {
        return Arrays.binarySearch(members, element) >= 0;
    }

    /// All paths, each level's own before those below it.
    public List<FieldPath> paths() {
        List<FieldPath> paths = new ArrayList<>();
        forEach(path -> paths.add(new FieldPath(path)));
        return paths;
    }

    /// Visits all paths; the list is reused between calls.
    public void forEach(Consumer<List<PathElement>> visitor) {
        visit(new ArrayList<>(), visitor);
    }

    private void visit(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
        for (PathElement member : members) {
            prefix.add(member);
            visitor.accept(prefix);
            prefix.removeLast();
        }
        for (int i = 0; i < parents.length; i++) {
            prefix.add(parents[i]);
            children[i].visit(prefix, visitor);
            prefix.removeLast();
        }
    }

    public FieldSet union(FieldSet other) {
        return FieldSetAlgebra.union(this, other);
    }

    public FieldSet intersection(FieldSet other) {
        return FieldSetAlgebra.intersection(this, other);
    }

    /// The paths of this set that are not in the other.
    public FieldSet difference(FieldSet other) {
        return FieldSetAlgebra.difference(this, other, false);
    }

    /// The paths of this set that are neither in the other nor below one of its paths.
    public FieldSet recursiveDifference(FieldSet other) {
        return FieldSetAlgebra.difference(this, other, true);
    }

    /// The paths that have no path of this set below them.
    public FieldSet leaves() {
        PathElement[] leaves = FieldSetAlgebra.without(members, parents);
        FieldSet[] leavesBelow = new FieldSet[children.length];
        for (int i = 0; i < children.length; i++) {
            leavesBelow[i] = children[i].leaves();
        }
        return new FieldSet(leaves, parents, leavesBelow);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set && Arrays.equals(members, set.members)
                && Arrays.equals(parents, set.parents) && Arrays.equals(children, set.children);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(members) + Arrays.hashCode(parents)) + Arrays.hashCode(children);
    }

    @Override
    public String toString() {
        return paths().toString();
    }
}
