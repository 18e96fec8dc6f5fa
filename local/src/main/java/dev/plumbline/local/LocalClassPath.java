package dev.plumbline.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The class path of the parts' own JVMs.
///
/// It is never the caller's: a service's class path holds the Kafka client that Quarkus pins, the broker needs the one
/// of its own version. The jars are looked for where a build leaves them (`lib/` beside this module's jar or classes,
/// or in the checkout that the launcher named), then in the Maven repository.
final class LocalClassPath {
    private static final String LISTING = "/META-INF/plumbline/local.classpath";
    private static final String REPOSITORY = "@repository@/";
    private static final String OWN_PLACE = "dev/plumbline/plumbline-local/";

    private LocalClassPath() {
    }

    /// Absolute paths joined for `java -cp`.
    static String asArgument() {
        Path own = ownLocation();
        List<String> entries = new ArrayList<>();
        entries.add(own.toString());
        for (String place : listed()) {
            entries.add(find(place, own).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /// This module's jar, or its directory of classes.
    static Path ownLocation() {
        try {
            return Path.of(LocalClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of Plumbline's local parts is not a file", e);
        }
    }

    private static List<String> listed() {
        try (InputStream listing = LocalClassPath.class.getResourceAsStream(LISTING)) {
            if (listing == null) {
                throw new IllegalStateException(
                        "The list of the local parts' jars is missing: build the module local with Maven");
            }
            String text = new String(listing.readAllBytes(), StandardCharsets.UTF_8).strip();
            return List.of(text.replace(REPOSITORY, "").split("\\|"));
        } catch (IOException e) {
            throw new UncheckedIOException("The list of the local parts' jars cannot be read", e);
        }
    }

    private static Path find(String place, Path own) {
        Path file = Path.of(place).getFileName();
        List<Path> candidates = List.of(own.resolveSibling("lib").resolve(file), built().resolve(file),
                repository(own).resolve(place));
        return candidates.stream().filter(Files::isRegularFile).findFirst().orElseThrow(
                () -> new IllegalStateException(
                        "None of " + candidates + " exists: build the module local with Maven"));
    }

    /// What a build left in the checkout that the launcher named.
    private static Path built() {
        return Path.of(System.getProperty("plumbline.home", ""), "local", "target", "lib");
    }

    private static Path repository(Path own) {
        String path = own.toString().replace(File.separatorChar, '/');
        int end = path.lastIndexOf(OWN_PLACE);
        if (end > 0) {
            return Path.of(path.substring(0, end));
        }
        String configured = System.getProperty("maven.repo.local", "");
        return configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".m2", "repository")
                : Path.of(configured);
    }
}
