package dev.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.terminal.Console;
import dev.plumbline.local.supervisor.DataDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Stops the installation of a data directory, and what a killed one left running.
@Command(name = "down", mixinStandardHelpOptions = true, description = "stop the Plumbline that runs on a data directory")
final class DownCommand implements Callable<Integer> {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

    private final Console console;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "its directory")
    Path data = Path.of("");

    DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Complaint, IOException, InterruptedException {
        if (!Files.isDirectory(data)) {
            throw new Complaint("There is no directory " + data + ": name the one that up was given");
        }
        boolean ran = DataDirectory.stop(data, STOPS_WITHIN);
        console.line(ran ? "Stopped" : "Nothing was running on " + data);
        return 0;
    }
}
