package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;

/// What went wrong with a Git host, in words for whoever named the repository.
final class Failures {
    private Failures() {
    }

    /// @param withLogin whether credentials were sent
    static String words(String url, Exception failure, boolean withLogin) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "repository " + url + ": the host has no address; check the URL and the name service";
            }
            if (cause instanceof SocketTimeoutException) {
                return "repository " + url + ": the host does not answer in time";
            }
            if (cause instanceof ConnectException) {
                return "repository " + url + ": the host refuses the connection; check the URL's host and port";
            }
            if (cause instanceof NotSupportedException) {
                return "repository " + url + ": this kind of URL is not supported; use https://, http:// or file://";
            }
        }
        return ofMessage(url, failure, withLogin);
    }

    private static String ofMessage(String url, Exception failure, boolean withLogin) {
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("not authorized") || lower.contains("authentication")) {
            return withLogin
                    ? "repository " + url
                            + ": the host refuses the credentials; check that they are valid and may read it"
                    : "repository " + url + ": the host wants credentials; name some in spec.source.credentials";
        }
        if (failure instanceof NoRemoteRepositoryException || lower.contains("not found")) {
            return "repository " + url + ": there is no repository, or it is private and no credentials are named";
        }
        if (lower.contains("not permitted") || lower.contains("forbidden")) {
            return "repository " + url + ": the host does not permit reading it with these credentials";
        }
        return "repository " + url + ": "
                + (failure instanceof IOException ? "" : failure.getClass().getSimpleName() + " ")
                + message.replace(url + ": ", "");
    }
}
