package dev.plumbline.bench.kubernetes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import dev.plumbline.bench.Benchmark;
import dev.plumbline.bench.Figure;

/// The embedded Kubernetes API: its start, server-side applies from 16 clients, lists, watches, memory, and what a
/// write costs when much is stored.
///
/// The clients run on the same machine. The controllers are off, but where a figure names them: what is measured is
/// the API.
public record KubernetesBenchmark() implements Benchmark {
    private static final String[] NO_CONTROLLERS = {"--controllers", "-deployment"};
    private static final int STARTS = 3;
    private static final int CLIENTS = 16;
    private static final int WARM_UP = 20_000;
    private static final int DEPLOYMENTS = 10_000;
    private static final int APPLIES = 20_000;
    private static final int LISTS = 20;
    private static final int WATCHERS = 100;
    private static final int EVENTS = 200;
    private static final int FEW = 500;
    private static final int MANY = 50_000;

    @Override
    public Map<String, Figure> run(Path directory) throws IOException, InterruptedException {
        Map<String, Figure> figures = new LinkedHashMap<>();
        starts(directory, figures);
        applies(directory.resolve("applies"), figures);
        controlled(directory.resolve("controlled"), figures);
        stored(directory.resolve("stored"), figures);
        return figures;
    }

    private static void starts(Path directory, Map<String, Figure> figures) throws IOException {
        List<Duration> first = new ArrayList<>();
        List<Duration> again = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Path data = directory.resolve("start-" + i);
            try (ApiProcess process = ApiProcess.start(data, List.of())) {
                first.add(process.readyAfter());
            }
            try (ApiProcess process = ApiProcess.start(data, List.of())) {
                again.add(process.readyAfter());
            }
        }
        figures.put("ready, new directory", Figure.Spread.ofDurations(first));
        figures.put("ready, same directory again", Figure.Spread.ofDurations(again));
    }

    private static void applies(Path data, Map<String, Figure> figures) throws IOException, InterruptedException {
        try (ApiProcess process = ApiProcess.start(data, List.of(), NO_CONTROLLERS);
                Load load = Load.of(process.address(), CLIENTS)) {
            Workload warmUp = new Workload(process.address(), "warm-up");
            Workload shop = new Workload(process.address(), "shop");
            load.run(1, _ -> warmUp.namespaceRequest());
            load.run(1, _ -> shop.namespaceRequest());
            load.run(WARM_UP, i -> warmUp.applyDeployment(i % (WARM_UP / 4), "round-" + i / (WARM_UP / 4)));
            figures.putAll(load.run(DEPLOYMENTS, i -> shop.applyDeployment(i, "0")).figures("apply that creates"));
            figures.putAll(load.run(APPLIES, i -> shop.applyDeployment(i % DEPLOYMENTS, "round-" + i / DEPLOYMENTS))
                    .figures("apply that changes"));
            figures.putAll(load.run(APPLIES, i -> shop.applyDeployment(i % DEPLOYMENTS,
                    "round-" + (APPLIES - 1) / DEPLOYMENTS)).figures("apply that changes nothing"));
            lists(shop, figures);
            watches(shop, load, figures);
        }
    }

    private static void lists(Workload shop, Map<String, Figure> figures) throws IOException {
        byte[] request = shop.listDeployments();
        double[] millis = new double[LISTS];
        long bytes = 0;
        try (ApiConnection connection = ApiConnection.open(shop.address())) {
            for (int i = 0; i < LISTS; i++) {
                long sent = System.nanoTime();
                bytes = connection.exchange(request);
                millis[i] = (System.nanoTime() - sent) / 1e6;
            }
        }
        figures.put("list of " + DEPLOYMENTS, Figure.Spread.of(millis, "ms"));
        figures.put("size of that list", new Figure.Single(bytes / 1e6, "MB"));
    }

    private static void watches(Workload shop, Load load, Map<String, Figure> figures)
            throws IOException, InterruptedException {
        load.run(1, shop::createConfigMap);
        try (Watching watching = Watching.open(shop, WATCHERS)) {
            watching.run(EVENTS);
            figures.put("event to " + WATCHERS + " watches", Figure.Spread.of(watching.run(EVENTS), "ms"));
        }
    }

    private static void controlled(Path data, Map<String, Figure> figures) throws IOException, InterruptedException {
        try (ApiProcess process = ApiProcess.start(data, List.of());
                Load load = Load.of(process.address(), CLIENTS)) {
            Workload shop = new Workload(process.address(), "shop");
            load.run(1, _ -> shop.namespaceRequest());
            IntFunction<byte[]> changes = i -> shop.applyDeployment(i % FEW, "round-" + i / FEW);
            load.run(WARM_UP / 2, changes);
            figures.putAll(load.run(APPLIES / 2, changes).figures("apply that changes, all controllers"));
        }
    }

    private static void stored(Path data, Map<String, Figure> figures) throws IOException, InterruptedException {
        try (ApiProcess process = ApiProcess.start(data, List.of(), NO_CONTROLLERS);
                Load load = Load.of(process.address(), CLIENTS)) {
            Workload shop = new Workload(process.address(), "shop");
            load.run(1, _ -> shop.namespaceRequest());
            load.run(FEW, shop::createConfigMap);
            load.run(WARM_UP, i -> shop.putConfigMap(i % FEW, "warm-up-" + i));
            double few = load.run(APPLIES, i -> shop.putConfigMap(i % FEW, "few-" + i)).perSecond();
            load.run(MANY - FEW, i -> shop.createConfigMap(FEW + i));
            double many = load.run(APPLIES, i -> shop.putConfigMap(i * 2 % MANY, "many-" + i)).perSecond();
            figures.put("writes, " + FEW + " objects stored", new Figure.Single(few, "/s"));
            figures.put("writes, " + MANY + " objects stored", new Figure.Single(many, "/s"));
            figures.put("writes, ratio of both", new Figure.Single(many / few, ""));
            figures.put("heap with " + MANY + " objects", new Figure.Single(process.liveHeapBytes() / 1e6, "MB"));
            process.kill();
        }
        try (ApiProcess process = ApiProcess.start(data, List.of("-Xmx400m"), NO_CONTROLLERS)) {
            figures.put("ready after a kill, " + MANY + " objects, -Xmx400m",
                    Figure.Spread.ofDurations(List.of(process.readyAfter())));
            figures.put("heap after that", new Figure.Single(process.liveHeapBytes() / 1e6, "MB"));
        }
    }
}
