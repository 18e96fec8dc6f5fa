package dev.plumbline.kubernetes.store;

import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// An immutable balanced (AVL) search tree from [Key] to [Stored].
///
/// A change copies the path to the changed node and shares the rest, so that a reference to a tree is a snapshot that
/// costs nothing to take, and a change costs the logarithm of the size.
final class Tree {
    static final Tree EMPTY = new Tree(null);

    private final @Nullable Node root;

    private Tree(@Nullable Node root) {
        this.root = root;
    }

    private record Node(Key key, Stored value, @Nullable Node left, @Nullable Node right, int height, int size) {
        static Node of(Key key, Stored value, @Nullable Node left, @Nullable Node right) {
            return new Node(key, value, left, right, 1 + Math.max(heightOf(left), heightOf(right)),
                    1 + sizeOf(left) + sizeOf(right));
        }
    }

    int size() {
        return sizeOf(root);
    }

    Optional<Stored> find(Key key) {
        Node node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return Optional.of(node.value);
            }
            node = order < 0 ? node.left : node.right;
        }
        return Optional.empty();
    }

    Tree with(Key key, Stored value) {
        return new Tree(put(root, key, value));
    }

    Tree without(Key key) {
        return new Tree(remove(root, key));
    }

    /// Visits in order what is at or after `from`, until the visitor returns false.
    boolean visit(Key from, Predicate<Stored> visitor) {
        return visit(root, from, visitor);
    }

    private static boolean visit(@Nullable Node node, Key from, Predicate<Stored> visitor) {
        if (node == null) {
            return true;
        }
        if (from.compareTo(node.key) <= 0) {
            return visit(node.left, from, visitor) && visitor.test(node.value) && visit(node.right, from, visitor);
        }
        return visit(node.right, from, visitor);
    }

    private static Node put(@Nullable Node node, Key key, Stored value) {
        if (node == null) {
            return Node.of(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return Node.of(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node.key, node.value, put(node.left, key, value), node.right)
                : balanced(node.key, node.value, node.left, put(node.right, key, value));
    }

    private static @Nullable Node remove(@Nullable Node node, Key key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node.key, node.value, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node.key, node.value, node.left, remove(node.right, key));
        }
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        Node next = first(node.right);
        return balanced(next.key, next.value, node.left, remove(node.right, next.key));
    }

    private static Node first(Node node) {
        Node first = node;
        while (first.left != null) {
            first = first.left;
        }
        return first;
    }

    private static Node balanced(Key key, Stored value, @Nullable Node left, @Nullable Node right) {
        int lean = heightOf(left) - heightOf(right);
        if (lean > 1 && left != null) {
            if (heightOf(left.left) >= heightOf(left.right) || left.right == null) {
                return Node.of(left.key, left.value, left.left, Node.of(key, value, left.right, right));
            }
            Node top = left.right;
            return Node.of(top.key, top.value, Node.of(left.key, left.value, left.left, top.left),
                    Node.of(key, value, top.right, right));
        }
        if (lean < -1 && right != null) {
            if (heightOf(right.right) >= heightOf(right.left) || right.left == null) {
                return Node.of(right.key, right.value, Node.of(key, value, left, right.left), right.right);
            }
            Node top = right.left;
            return Node.of(top.key, top.value, Node.of(key, value, left, top.left),
                    Node.of(right.key, right.value, top.right, right.right));
        }
        return Node.of(key, value, left, right);
    }

    private static int heightOf(@Nullable Node node) {
        return node == null ? 0 : node.height;
    }

    private static int sizeOf(@Nullable Node node) {
        return node == null ? 0 : node.size;
    }
}
