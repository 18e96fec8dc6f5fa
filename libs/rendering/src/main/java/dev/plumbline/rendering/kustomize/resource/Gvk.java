package dev.plumbline.rendering.kustomize.resource;

/// Group, version and kind. As a selector, an empty part matches anything.
public record Gvk(String group, String version, String kind) {
    public static final Gvk ANY = new Gvk("", "", "");

    /// From `apiVersion`, which is `group/version` or, for the core group, only a version.
    public static Gvk of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new Gvk("", apiVersion, kind)
                : new Gvk(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public boolean isSelectedBy(Gvk selector) {
        return matches(selector.kind, kind) && matches(selector.group, group) && matches(selector.version, version);
    }

    private static boolean matches(String wanted, String actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }

    /// The form that kustomize's messages use.
    @Override
    public String toString() {
        return (kind.isEmpty() ? "[noKind]" : kind) + "." + (version.isEmpty() ? "[noVer]" : version) + "."
                + (group.isEmpty() ? "[noGrp]" : group);
    }
}
