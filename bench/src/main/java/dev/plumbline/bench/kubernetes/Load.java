package dev.plumbline.bench.kubernetes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import dev.plumbline.bench.Figure;

/// Many clients that send one request after another, each on a connection of its own.
final class Load implements AutoCloseable {
    private final List<ApiConnection> connections = new ArrayList<>();
    private final ExecutorService threads;

    private Load(int clients) {
        threads = Executors.newFixedThreadPool(clients);
    }

    static Load of(ApiAddress address, int clients) throws IOException {
        Load load = new Load(clients);
        for (int i = 0; i < clients; i++) {
            load.connections.add(ApiConnection.open(address));
        }
        return load;
    }

    /// How long each request took, and how many were answered in a second.
    ///
    /// @param millis one for each request
    @SuppressWarnings("ArrayRecordComponent") // made once and handed on
    record Outcome(double[] millis, double perSecond) {
        /// As two figures.
        Map<String, Figure> figures(String name) {
            return Map.of(name, Figure.Spread.of(millis, "ms"), name + ", rate", new Figure.Single(perSecond, "/s"));
        }
    }

    /// Sends `count` requests, the client `c` of `n` those with the numbers c, c+n, c+2n …
    ///
    /// @param requests made before the clock starts
    Outcome run(int count, IntFunction<byte[]> requests) throws IOException, InterruptedException {
        List<byte[]> prepared = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            prepared.add(requests.apply(i));
        }
        double[] millis = new double[count];
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < connections.size(); client++) {
            ApiConnection connection = connections.get(client);
            int first = client;
            clients.add(() -> {
                for (int i = first; i < count; i += connections.size()) {
                    long sent = System.nanoTime();
                    connection.exchange(prepared.get(i));
                    millis[i] = (System.nanoTime() - sent) / 1e6;
                }
                return null;
            });
        }
        long began = System.nanoTime();
        for (Future<Void> client : threads.invokeAll(clients)) {
            join(client);
        }
        return new Outcome(millis, count / ((System.nanoTime() - began) / 1e9));
    }

    private static void join(Future<Void> client) throws IOException, InterruptedException {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new IOException("A client failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (ApiConnection connection : connections) {
            connection.close();
        }
    }
}
