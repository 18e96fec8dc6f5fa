package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Credentials by name, from files of one directory; read at each use, so that a changed file counts at once.
///
/// `NAME` is either a file whose first line is `user:password` or a token alone, or a directory (a mounted Kubernetes
/// Secret) with the files `username` and `password`, or `token`. `NAME.webhook` is the secret of the webhooks of the
/// repositories that are read with `NAME`.
public final class CredentialFiles {
    /// Hosts that take a token as the password accept any user, or this one.
    private static final String TOKEN_USER = "x-access-token";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

    private final Optional<Path> directory;

    public CredentialFiles(Optional<Path> directory) {
        this.directory = directory;
    }

    /// @throws UnusableCredentials naming what to do, never what the file holds
    Login login(String name) throws UnusableCredentials {
        Path place = place(name);
        try {
            if (Files.isDirectory(place)) {
                return ofDirectory(name, place);
            }
            if (Files.isRegularFile(place)) {
                return ofLine(name, firstLine(place));
            }
        } catch (IOException e) {
            throw new UnusableCredentials("credentials \"" + name + "\" cannot be read: check the permissions of its"
                    + " file in PLUMBLINE_CREDENTIALS", e);
        }
        throw new UnusableCredentials("credentials \"" + name + "\" are missing: put a file of this name, with the line"
                + " user:token, into the directory that PLUMBLINE_CREDENTIALS names");
    }

    /// The webhook secret that belongs to credentials; empty when there is none.
    public Optional<String> webhookSecret(String name) {
        if (directory.isEmpty() || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path file = directory.get().resolve(name + ".webhook");
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(firstLine(file)).filter(line -> !line.isEmpty())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Path place(String name) throws UnusableCredentials {
        if (!NAME.matcher(name).matches()) {
            throw new UnusableCredentials("\"" + name + "\" is no name of credentials: use letters, digits, '.', '_'"
                    + " and '-'");
        }
        return directory.map(place -> place.resolve(name))
                .orElseThrow(() -> new UnusableCredentials("credentials \"" + name + "\" are named but no directory of"
                        + " credentials is given: set PLUMBLINE_CREDENTIALS"));
    }

    private static Login ofDirectory(String name, Path place) throws IOException, UnusableCredentials {
        Path token = place.resolve("token");
        if (Files.isRegularFile(token)) {
            return ofLine(name, firstLine(token));
        }
        Path user = place.resolve("username");
        Path password = place.resolve("password");
        if (Files.isRegularFile(password)) {
            return new Login(Files.isRegularFile(user) ? firstLine(user) : TOKEN_USER, firstLine(password));
        }
        throw new UnusableCredentials("credentials \"" + name + "\" have neither a file token nor a file password");
    }

    private static Login ofLine(String name, String line) throws UnusableCredentials {
        if (line.isEmpty()) {
            throw new UnusableCredentials("credentials \"" + name + "\" are an empty file: its first line must be"
                    + " user:token or a token");
        }
        int colon = line.indexOf(':');
        return colon < 0 ? new Login(TOKEN_USER, line) : new Login(line.substring(0, colon), line.substring(colon + 1));
    }

    private static String firstLine(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        }
    }
}
