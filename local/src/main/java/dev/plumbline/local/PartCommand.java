package dev.plumbline.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to start a part of this module in a JVM of its own.
///
/// @param main       what [Main] runs: `kafka`, `database` or `git-host`
/// @param jvmOptions memory and start-up options, before the class path
/// @param arguments  the part's own
public record PartCommand(String main, List<String> jvmOptions, List<String> arguments) {
    private static final List<String> SMALL_AND_QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders");

    public PartCommand {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    /// A Kafka broker that keeps its log in `data`.
    public static PartCommand kafka(Path data, int port) {
        return quick("kafka", "-Xmx256m", List.of(data.toString(), Integer.toString(port)));
    }

    /// A PostgreSQL server that keeps its files in `data`.
    public static PartCommand database(Path data, int port) {
        return quick("database", "-Xmx192m", List.of(data.toString(), Integer.toString(port)));
    }

    /// A Git host for the bare repositories in `data` that tells `webhook` of each push; the webhook's secret comes by
    /// the environment variable [Main#WEBHOOK_SECRET].
    public static PartCommand gitHost(Path data, int port, URI webhook) {
        return quick("git-host", "-Xmx64m", List.of(data.toString(), Integer.toString(port), webhook.toString()));
    }

    /// The same command with more options for its JVM.
    public PartCommand with(List<String> moreJvmOptions) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.addAll(moreJvmOptions);
        return new PartCommand(main, all, arguments);
    }

    /// What it runs: this module's jar, or its directory of classes.
    public Path code() {
        return LocalClassPath.ownLocation();
    }

    /// The whole command line, with the `java` of this process.
    public List<String> commandLine() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", LocalClassPath.asArgument(), Main.class.getName(), main));
        command.addAll(arguments);
        return command;
    }

    static PartCommand quick(String main, String memory, List<String> arguments) {
        List<String> options = new ArrayList<>(SMALL_AND_QUICK);
        options.add(memory);
        return new PartCommand(main, options, arguments);
    }
}
