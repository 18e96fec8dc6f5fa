package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.plumbline.bench.kubernetes.KubernetesBenchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `./plumbline bench NAME [--out FILE]`.
@Command(name = "plumbline bench", mixinStandardHelpOptions = true, description = "Measures an installation.")
public final class Main implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "latency (commit to cluster), drift (edit by hand to correction), reconcile (many Applications at once) or kubernetes (the embedded API)")
    private String name = "";

    @Option(names = "--out", paramLabel = "FILE", description = "writes the figures as JSON")
    private @Nullable Path out;

    @Option(names = "--applications", paramLabel = "N", defaultValue = "100", description = "how many Applications there are (default: ${DEFAULT-VALUE})")
    private int applications;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "50", description = "latency, reconcile: how many commits are measured (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--resources", paramLabel = "N", defaultValue = "50", description = "drift: how many resources each Application has (default: ${DEFAULT-VALUE})")
    private int resources;

    @Option(names = "--per-second", paramLabel = "N", defaultValue = "50", description = "drift: how many edits a second (default: ${DEFAULT-VALUE})")
    private int perSecond;

    @Option(names = "--duration", paramLabel = "DURATION", defaultValue = "PT60S", description = "drift: how long edits are made (default: ${DEFAULT-VALUE})")
    private Duration duration = Duration.ZERO;

    @Option(names = "--svg", paramLabel = "FILE", description = "latency: draws the stages")
    private @Nullable Path svg;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Benchmark benchmark = switch (name) {
            case "latency" -> new LatencyBenchmark(applications, samples);
            case "drift" -> new DriftBenchmark(new Fleet(applications, resources), perSecond, duration);
            case "reconcile" -> new ReconcileBenchmark(applications, samples);
            case "kubernetes" -> new KubernetesBenchmark();
            default -> throw new ParameterException(new CommandLine(this),
                    "There is no benchmark " + name + "; there are latency, drift, reconcile and kubernetes");
        };
        Path directory = Files.createTempDirectory("plumbline-bench");
        try {
            Result result = new Result(name, Instant.now(), benchmark.run(directory));
            System.out.print(result.table());
            Path file = out;
            if (file != null) {
                result.write(file);
            }
            Path picture = svg;
            if (picture != null) {
                StagePicture.write(result.figures(), LatencyBenchmark.STAGE, picture);
            }
            return 0;
        } finally {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
