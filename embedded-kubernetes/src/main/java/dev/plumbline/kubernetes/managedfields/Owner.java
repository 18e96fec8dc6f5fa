package dev.plumbline.kubernetes.managedfields;

import java.util.Comparator;

/// Identifies one entry of `metadata.managedFields`: two writes with the same owner share an entry.
///
/// @param apiVersion  empty for appliers, which keep their entry across versions
/// @param subresource empty for the main resource
record Owner(String name, Operation operation, String apiVersion, String subresource) implements Comparable<Owner> {
    private static final Comparator<Owner> ORDER = Comparator.comparing(Owner::name).thenComparing(Owner::operation)
            .thenComparing(Owner::apiVersion).thenComparing(Owner::subresource);

    /// How the fields were written. The names are those of the API.
    enum Operation {
        APPLY("Apply"), UPDATE("Update");

        private final String text;

        Operation(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Owner applier(String name, String subresource) {
        return new Owner(name, Operation.APPLY, "", subresource);
    }

    static Owner updater(String name, String apiVersion, String subresource) {
        return new Owner(name, Operation.UPDATE, apiVersion, subresource);
    }

    /// As conflicts name it: `"hpa" with subresource "scale" using apps/v1`.
    String display() {
        StringBuilder text = new StringBuilder().append('"').append(name).append('"');
        if (!subresource.isEmpty()) {
            text.append(" with subresource \"").append(subresource).append('"');
        }
        if (operation == Operation.UPDATE) {
            text.append(" using ").append(apiVersion);
        }
        return text.toString();
    }

    @Override
    public int compareTo(Owner other) {
        return ORDER.compare(this, other);
    }
}
