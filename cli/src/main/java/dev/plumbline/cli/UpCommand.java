package dev.plumbline.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.stack.FleetAddress;
import dev.plumbline.cli.stack.Installation;
import dev.plumbline.cli.stack.StackSettings;
import dev.plumbline.cli.terminal.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs Plumbline for a fleet until it is stopped.
@Command(name = "up", mixinStandardHelpOptions = true, description = "run Plumbline for your fleet until Ctrl-C or `down`")
final class UpCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--fleet", required = true, paramLabel = "URL[#REF[:PATH]]", description = "the repository that declares the Applications")
    String fleet = "";

    @Mixin
    StackOptions options = new StackOptions();

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Complaint, IOException, InterruptedException {
        StackSettings settings = options.settings(Installation.here().state().resolve("up"),
                Optional.of(FleetAddress.parse(fleet)), true);
        try (RunningStack running = RunningStack.start(settings, console)) {
            running.awaitReady();
            console.line("Plumbline is ready");
            running.showPlaces();
            running.awaitEnd();
        }
        return 0;
    }
}
