package dev.plumbline.rendering.kustomize.resource;

/// What a generated object does where one of its id exists.
public enum GeneratorBehavior {
    UNSPECIFIED, CREATE, REPLACE, MERGE;

    /// Anything unknown is unspecified.
    public static GeneratorBehavior of(String text) {
        return switch (text) {
            case "create" -> CREATE;
            case "replace" -> REPLACE;
            case "merge" -> MERGE;
            default -> UNSPECIFIED;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
