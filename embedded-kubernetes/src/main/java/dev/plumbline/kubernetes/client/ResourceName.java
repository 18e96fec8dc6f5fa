package dev.plumbline.kubernetes.client;

/// A resource of the API without its version: group (empty for core) and plural.
public record ResourceName(String group, String plural) {

    @Override
    public String toString() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
