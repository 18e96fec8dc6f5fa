package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Whether a platform that a person named answers at all.
final class Reachability {
    private static final int TIMEOUT_MILLIS = 3_000;

    private Reachability() {
    }

    /// @throws Complaint if none of the servers accepts a connection
    static void kafka(String bootstrap) throws Complaint {
        String last = "";
        for (String server : bootstrap.split(",")) {
            int colon = server.lastIndexOf(':');
            if (colon < 1 || !server.substring(colon + 1).matches("\\d{1,5}")) {
                throw new Complaint("\"" + server + "\" is no Kafka server: write HOST:PORT, several by commas");
            }
            try {
                connect(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
                return;
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
        }
        throw new Complaint("Kafka at " + bootstrap + " does not answer (" + last + "): check the address, or leave "
                + "--kafka out for a local broker");
    }

    /// @throws Complaint if the server does not accept a connection
    static void database(DatabaseAddress database) throws Complaint {
        try {
            connect(database.host(), database.port());
        } catch (IOException e) {
            throw new Complaint("PostgreSQL at " + database.host() + ":" + database.port() + " does not answer ("
                    + e.getMessage() + "): check the address, or leave --database out for a local one", e);
        }
    }

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
        }
    }
}
