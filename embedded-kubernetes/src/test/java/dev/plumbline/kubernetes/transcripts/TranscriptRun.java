package dev.plumbline.kubernetes.transcripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import dev.plumbline.kubernetes.Cluster;
import dev.plumbline.kubernetes.transcripts.Kubectl.Outcome;
import dev.plumbline.kubernetes.transcripts.Transcript.Step;

/// Runs one scenario in a folder and a namespace of its own.
final class TranscriptRun {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Transcript transcript;
    private final Kubectl kubectl;
    private final Cluster cluster;
    private final Path directory;
    private final Path work;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Kubectl.Started> background = new HashMap<>();
    private final Map<String, Step> backgroundSteps = new HashMap<>();
    private final Normaliser normaliser;

    TranscriptRun(Transcript transcript, Kubectl kubectl, Cluster cluster, Path parent) throws IOException {
        this.transcript = transcript;
        this.kubectl = kubectl;
        this.cluster = cluster;
        this.directory = Files.createDirectory(parent.resolve(transcript.name())).toRealPath();
        this.work = Files.createDirectories(directory.resolve("work"));
        Files.createDirectories(directory.resolve("tmp"));
        Files.createDirectories(directory.resolve("home"));
        variables.put("ns", namespace(transcript.name()));
        StringBuilder literal = new StringBuilder();
        for (Map.Entry<String, String> file : transcript.files().entrySet()) {
            Path path = work.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, filled(file.getValue()));
            literal.append(filled(file.getValue())).append('\n');
        }
        for (Step step : transcript.steps()) {
            literal.append(filled(step.run() + step.stdin() + step.environment())).append('\n');
        }
        this.normaliser = new Normaliser(filled("${ns}"), directory, cluster.url(), literal.toString());
    }

    /// The same for each run of a scenario, so that failures repeat.
    private static String namespace(String name) {
        Random random = new Random(name.hashCode());
        StringBuilder out = new StringBuilder("kc-");
        for (int i = 0; i < 3; i++) {
            out.append((char) ('a' + random.nextInt(26)));
        }
        for (int i = 0; i < 3; i++) {
            out.append("013".charAt(random.nextInt(3)));
        }
        return out.toString();
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(
                m -> Matcher.quoteReplacement(variables.getOrDefault(m.group(1), m.group())));
    }

    /// What differs from the recorded outputs, a text for each; empty when nothing does.
    List<String> differences() throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        try {
            prepare();
            for (int i = 0; i < transcript.steps().size(); i++) {
                Step step = transcript.steps().get(i);
                if (step.background().isPresent()) {
                    begin(step);
                } else {
                    compare(i, step, differences);
                }
            }
        } finally {
            finish();
        }
        return differences;
    }

    private void prepare() throws IOException, InterruptedException {
        run(List.of("create", "namespace", "${ns}"), "", Map.of());
        if (transcript.mode().equals("full")) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(PAUSE)
                    .until(() -> run(List.of("get", "sa", "default"), "", Map.of()).code() == 0
                            && run(List.of("get", "cm", "kube-root-ca.crt"), "", Map.of()).code() == 0);
        }
    }

    private void compare(int index, Step step, List<String> differences) throws IOException, InterruptedException {
        Outcome outcome = step.join().isPresent() ? joined(step) : repeated(step);
        List<String> command = step.join().map(name -> backgroundSteps.getOrDefault(name, step).run())
                .orElse(step.run());
        for (Map.Entry<String, String> capture : step.capture().entrySet()) {
            Matcher matcher = Pattern.compile(capture.getValue()).matcher(outcome.out());
            variables.put(capture.getKey(), matcher.find() ? matcher.group(1) : "NOT-CAPTURED");
        }
        String where = "step " + index + ": kubectl " + String.join(" ", command);
        if (!step.code().equals(outcome.code() == -1
                ? Optional.empty()
                : Optional.of(outcome.code()))) {
            differences.add(where + "\nexit code: recorded " + step.code() + ", got " + outcome.code());
        }
        String out = printed(outcome.out(), step, command, step.compare());
        if (!isSame(out, step.stdout())) {
            differences.add(where + "\nrecorded stdout:\n" + step.stdout() + "\ngot:\n" + out);
        }
        String unordered = List.of("code", "sorted").contains(step.compare()) ? step.compare() : "";
        String err = printed(withoutClientWarnings(outcome.err()), step, command, unordered);
        if (!isSame(err, step.stderr())) {
            differences.add(where + "\nrecorded stderr:\n" + step.stderr() + "\ngot:\n" + err);
        }
    }

    /// Line by line: whether the last one is ended is not compared.
    private static boolean isSame(String one, String other) {
        return one.lines().toList().equals(other.lines().toList());
    }

    private String printed(String text, Step step, List<String> command, String compare) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        step.drop().ifPresent(drop -> lines.removeIf(line -> Pattern.compile(drop).matcher(line).find()));
        return new Printed(normaliser, command, compare).normalised(text, lines);
    }

    private static String withoutClientWarnings(String text) {
        return text.replaceAll("(?m)^(W\\d{4} .* reflector\\.go:.*|.*exceeds the supported minor version skew.*)\\n",
                "");
    }

    private Outcome repeated(Step step) throws IOException, InterruptedException {
        if (step.until().isEmpty()) {
            return run(step.run(), step.stdin(), step.environment());
        }
        Pattern wanted = Pattern.compile(filled(step.until().get()), Pattern.MULTILINE);
        AtomicReference<Outcome> last = new AtomicReference<>(new Outcome(-1, "", ""));
        try {
            Awaitility.await().atMost(Duration.ofSeconds(step.timeoutSeconds())).pollDelay(Duration.ZERO)
                    .pollInterval(PAUSE).until(() -> {
                        Outcome outcome = run(step.run(), step.stdin(), step.environment());
                        last.set(outcome);
                        return wanted.matcher(outcome.out() + outcome.err()).find();
                    });
        } catch (ConditionTimeoutException _) {
            return last.get();
        }
        return last.get();
    }

    private void begin(Step step) throws IOException, InterruptedException {
        Kubectl.Started started = kubectl.start(work, environment(step.environment()), "", command(step.run()));
        step.background().ifPresent(name -> {
            background.put(name, started);
            backgroundSteps.put(name, step);
        });
        started.process().waitFor((long) (step.settleSeconds() * 1000), TimeUnit.MILLISECONDS);
    }

    private Outcome joined(Step step) throws IOException, InterruptedException {
        Kubectl.Started started = background.remove(step.join().orElseThrow());
        if (started == null) {
            throw new IllegalStateException(transcript.name() + " joins " + step.join() + ", which was not started");
        }
        if (step.lines().isEmpty()) {
            started.process().waitFor(step.timeoutSeconds(), TimeUnit.SECONDS);
            return started.ended();
        }
        int lines = step.lines().get();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(step.timeoutSeconds()))
                    .until(() -> started.lines() >= lines || !started.process().isAlive());
        } catch (ConditionTimeoutException _) {
            return started.ended();
        }
        started.process().waitFor(500, TimeUnit.MILLISECONDS);
        return started.ended();
    }

    private Outcome run(List<String> arguments, String stdin, Map<String, String> environment)
            throws IOException, InterruptedException {
        return kubectl.run(work, environment(environment), filled(stdin), command(arguments));
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of("--kubeconfig", cluster.kubeconfig().toString(), "-n", filled("${ns}")));
        arguments.forEach(argument -> command.add(filled(argument)));
        return command;
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", directory.resolve("home").toString(), "TMPDIR",
                directory.resolve("tmp").toString(), "KUBECACHEDIR", directory.resolve("cache").toString(), "TZ",
                "UTC", "LANG", "C", "SHELL", "/bin/sh", "TERM", "dumb"));
        more.forEach((name, value) -> environment.put(name, filled(value)));
        return environment;
    }

    private void finish() throws IOException, InterruptedException {
        for (Kubectl.Started started : background.values()) {
            started.ended();
        }
        for (List<String> command : transcript.cleanup()) {
            run(command, "", Map.of());
        }
        run(List.of("delete", "namespace", "${ns}", "--wait=false", "--ignore-not-found"), "", Map.of());
    }
}
