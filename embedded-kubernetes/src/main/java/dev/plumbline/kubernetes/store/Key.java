package dev.plumbline.kubernetes.store;

/// Where an object stands among those of its resource, ordered as lists are: as the text `namespace/name`, in which
/// `a-b/x` comes before `a/x`.
public record Key(String namespace, String name) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
        int shorter = Math.min(namespace.length(), other.namespace.length());
        for (int i = 0; i < shorter; i++) {
            int difference = namespace.charAt(i) - other.namespace.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        if (namespace.length() != other.namespace.length()) {
            return charOrSlash(namespace, shorter) - charOrSlash(other.namespace, shorter);
        }
        return name.compareTo(other.name);
    }

    private static int charOrSlash(String namespace, int index) {
        return index < namespace.length() ? namespace.charAt(index) : '/';
    }
}
