package dev.plumbline.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the fleet is, as a person writes it: `URL[#REF[:PATH]]`.
///
/// @param url  what git clones; a directory of this machine becomes a `file://` URL
/// @param ref  branch, tag or commit; empty for the repository's default branch
/// @param path directory inside the repository, `.` for all of it
public record FleetAddress(String url, Optional<String> ref, String path) {
    private static final Pattern SCHEME_OR_SSH = Pattern.compile("^[a-z+]+://.*|^[^/]+@[^/]+:.*");

    /// @throws Complaint if it names no repository or an absolute path inside it
    public static FleetAddress parse(String text) throws Complaint {
        int hash = text.indexOf('#');
        String url = hash < 0 ? text : text.substring(0, hash);
        String rest = hash < 0 ? "" : text.substring(hash + 1);
        int colon = rest.indexOf(':');
        String ref = colon < 0 ? rest : rest.substring(0, colon);
        String path = colon < 0 ? "." : rest.substring(colon + 1);
        if (url.isBlank()) {
            throw new Complaint("The fleet \"" + text + "\" names no repository: write URL[#REF[:PATH]]");
        }
        if (path.startsWith("/")) {
            throw new Complaint("The fleet's path \"" + path + "\" must be relative to the repository's root: write "
                    + path.substring(1));
        }
        return new FleetAddress(absolute(url), Optional.of(ref).filter(given -> !given.isBlank()),
                path.isBlank() ? "." : path);
    }

    public FleetAddress withRef(String resolved) {
        return new FleetAddress(url, Optional.of(resolved), path);
    }

    @Override
    public String toString() {
        return url + ref.map(name -> "#" + name + (path.equals(".") ? "" : ":" + path)).orElse("");
    }

    private static String absolute(String url) {
        if (SCHEME_OR_SSH.matcher(url).matches()) {
            return url;
        }
        Path directory = Path.of(url).toAbsolutePath().normalize();
        return Files.isDirectory(directory) ? "file://" + directory : url;
    }
}
