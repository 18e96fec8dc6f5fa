package dev.plumbline.contracts;

import java.net.URI;
import java.net.URISyntaxException;

/// The URL of a Git repository in the one spelling that events, keys and mirrors use.
public final class RepositoryUrl {
    private RepositoryUrl() {
    }

    /// The URL without credentials and trailing slashes; an absolute path becomes a `file://` URL. The user of an ssh
    /// address stays, as it belongs to the address. Nothing else is changed: two spellings that a Git host takes for one
    /// repository (with and without `.git`) are two repositories here.
    public static String normalised(String url) {
        String text = url.strip();
        while (text.length() > 1 && text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.startsWith("/")) {
            return "file://" + text;
        }
        if (text.startsWith("file:/") && !text.startsWith("file://")) {
            return "file://" + text.substring("file:".length());
        }
        return text.startsWith("http://") || text.startsWith("https://") ? withoutUser(text) : text;
    }

    /// The name of the repository's mirror: git-watcher serves it at `/mirrors/ID`.
    ///
    /// @param url normalised
    public static String mirrorId(String url) {
        return Ids.of("repository", url);
    }

    private static String withoutUser(String url) {
        try {
            URI uri = new URI(url);
            String user = uri.getRawUserInfo();
            return user == null ? url : url.replace("//" + user + "@", "//");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No repository URL: it must look like https://host/path", e);
        }
    }
}
