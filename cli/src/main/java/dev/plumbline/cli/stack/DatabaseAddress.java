package dev.plumbline.cli.stack;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A JDBC URL of PostgreSQL with its user and password taken out, as a data source wants them.
///
/// @param url      without `user` and `password`
/// @param user     from the URL, else `postgres`
/// @param password from the URL, else the user's name: a server that trusts its loopback takes any
record DatabaseAddress(String url, String user, String password) {
    private static final String PREFIX = "jdbc:postgresql://";
    private static final int DEFAULT_PORT = 5432;

    static DatabaseAddress of(String jdbcUrl) throws Complaint {
        if (!jdbcUrl.startsWith(PREFIX)) {
            throw new Complaint("The database \"" + jdbcUrl.replaceAll("password=[^&]*", "password=…")
                    + "\" is no PostgreSQL: write " + PREFIX + "HOST:PORT/NAME?user=USER&password=PASSWORD");
        }
        int question = jdbcUrl.indexOf('?');
        String base = question < 0 ? jdbcUrl : jdbcUrl.substring(0, question);
        String user = "postgres";
        String password = "";
        List<String> kept = new ArrayList<>();
        for (String parameter : question < 0 ? new String[0] : jdbcUrl.substring(question + 1).split("&")) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter);
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter);
            } else if (!parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        return new DatabaseAddress(kept.isEmpty() ? base : base + "?" + String.join("&", kept), user,
                password.isEmpty() ? user : password);
    }

    String host() {
        return uri().getHost();
    }

    int port() {
        return uri().getPort() < 0 ? DEFAULT_PORT : uri().getPort();
    }

    @Override
    public String toString() {
        return url;
    }

    private URI uri() {
        return URI.create(url.substring("jdbc:".length()));
    }

    private static String decoded(String parameter) {
        return URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), StandardCharsets.UTF_8);
    }
}
