package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Set operations on [FieldSet]s: one merge pass over sorted arrays at each level.
final class FieldSetAlgebra {
    private static final PathElement[] NO_ELEMENTS = {};

    private FieldSetAlgebra() {
    }

    static FieldSet union(FieldSet left, FieldSet right) {
        if (right.isVoid()) {
            return left;
        }
        if (left.isVoid()) {
            return right;
        }
        Nodes out = new Nodes(left.parents.length + right.parents.length);
        int i = 0;
        int j = 0;
        while (i < left.parents.length && j < right.parents.length) {
            int order = left.parents[i].compareTo(right.parents[j]);
            if (order < 0) {
                out.add(left.parents[i], left.children[i++]);
            } else if (order > 0) {
                out.add(right.parents[j], right.children[j++]);
            } else {
                out.add(left.parents[i], union(left.children[i++], right.children[j++]));
            }
        }
        for (; i < left.parents.length; i++) {
            out.add(left.parents[i], left.children[i]);
        }
        for (; j < right.parents.length; j++) {
            out.add(right.parents[j], right.children[j]);
        }
        return out.build(unite(left.members, right.members));
    }

    static FieldSet intersection(FieldSet left, FieldSet right) {
        Nodes out = new Nodes(Math.min(left.parents.length, right.parents.length));
        int i = 0;
        int j = 0;
        while (i < left.parents.length && j < right.parents.length) {
            int order = left.parents[i].compareTo(right.parents[j]);
            if (order < 0) {
                i++;
            } else if (order > 0) {
                j++;
            } else {
                out.addUnlessEmpty(left.parents[i], intersection(left.children[i++], right.children[j++]));
            }
        }
        return out.build(shared(left.members, right.members));
    }

    static FieldSet difference(FieldSet left, FieldSet right, boolean recursive) {
        if (right.isVoid() || left.isVoid()) {
            return left;
        }
        Nodes out = new Nodes(left.parents.length);
        int j = 0;
        for (int i = 0; i < left.parents.length; i++) {
            PathElement parent = left.parents[i];
            while (j < right.parents.length && right.parents[j].compareTo(parent) < 0) {
                j++;
            }
            if (recursive && right.has(parent)) {
                continue;
            }
            if (j < right.parents.length && right.parents[j].equals(parent)) {
                out.addUnlessEmpty(parent, difference(left.children[i], right.children[j], recursive));
            } else {
                out.add(parent, left.children[i]);
            }
        }
        return out.build(without(left.members, right.members));
    }

    static PathElement[] without(PathElement[] left, PathElement[] right) {
        if (left.length == 0 || right.length == 0) {
            return left;
        }
        PathElement[] out = new PathElement[left.length];
        int size = 0;
        int j = 0;
        for (PathElement element : left) {
            while (j < right.length && right[j].compareTo(element) < 0) {
                j++;
            }
            if (j >= right.length || !right[j].equals(element)) {
                out[size++] = element;
            }
        }
        return size == left.length ? left : cut(out, size);
    }

    private static PathElement[] shared(PathElement[] left, PathElement[] right) {
        PathElement[] out = new PathElement[Math.min(left.length, right.length)];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            int order = left[i].compareTo(right[j]);
            if (order == 0) {
                out[size++] = left[i];
            }
            if (order <= 0) {
                i++;
            }
            if (order >= 0) {
                j++;
            }
        }
        return cut(out, size);
    }

    private static PathElement[] unite(PathElement[] left, PathElement[] right) {
        if (left.length == 0) {
            return right;
        }
        if (right.length == 0) {
            return left;
        }
        PathElement[] out = new PathElement[left.length + right.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < left.length || j < right.length) {
            int order = i == left.length ? 1 : j == right.length ? -1 : left[i].compareTo(right[j]);
            out[size++] = order <= 0 ? left[i] : right[j];
            if (order <= 0) {
                i++;
            }
            if (order >= 0) {
                j++;
            }
        }
        return cut(out, size);
    }

    private static PathElement[] cut(PathElement[] elements, int size) {
        return size == 0 ? NO_ELEMENTS : Arrays.copyOf(elements, size);
    }

    /// Collects the children of a level in order.
    private static final class Nodes {
        private final List<PathElement> parents;
        private final List<FieldSet> children;

        Nodes(int size) {
            parents = new ArrayList<>(size);
            children = new ArrayList<>(size);
        }

        void add(PathElement parent, FieldSet child) {
            parents.add(parent);
            children.add(child);
        }

        void addUnlessEmpty(PathElement parent, FieldSet child) {
            if (!child.isEmpty()) {
                add(parent, child);
            }
        }

        FieldSet build(PathElement[] members) {
            if (members.length == 0 && parents.isEmpty()) {
                return FieldSet.EMPTY;
            }
            return new FieldSet(members, parents.toArray(PathElement[]::new), children.toArray(FieldSet[]::new));
        }
    }
}
