package dev.plumbline.kubernetes.requests;

import dev.plumbline.kubernetes.api.ApiException;

/// resourceVersions as numbers.
final class Versions {

    private Versions() {
    }

    /// The version of an object that is written; absent is 0.
    static long parse(String version) {
        if (version.isEmpty()) {
            return 0;
        }
        try {
            return parseUnsigned(version);
        } catch (NumberFormatException e) {
            throw ApiException.of(500, "", unparsable(version));
        }
    }

    /// The version that a read asks for.
    static long parseForRead(String version) {
        if (version.isEmpty()) {
            return 0;
        }
        try {
            return parseUnsigned(version);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("invalid resource version: resourceVersion: Invalid value: \"" + version
                    + "\": " + unparsable(version));
        }
    }

    /// The version that a get asks for.
    static long parseForGet(String version) {
        try {
            return version.isEmpty() ? 0 : parseUnsigned(version);
        } catch (NumberFormatException e) {
            throw ApiException.of(500, "",
                    "resourceVersion: Invalid value: \"" + version + "\": " + unparsable(version));
        }
    }

    private static long parseUnsigned(String version) {
        if (!version.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException(version);
        }
        return Long.parseLong(version);
    }

    private static String unparsable(String version) {
        return "strconv.ParseUint: parsing \"" + version + "\": invalid syntax";
    }
}
