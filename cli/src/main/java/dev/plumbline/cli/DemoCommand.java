package dev.plumbline.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.plumbline.cli.demo.Demo;
import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.stack.Installation;
import dev.plumbline.cli.stack.StackSettings;
import dev.plumbline.cli.terminal.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Everything on this machine, with a sample fleet and a Git host to push to.
@Command(name = "demo", mixinStandardHelpOptions = true, description = "try Plumbline on this machine: cluster, Git host and sample fleet included")
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--tour", description = "show and verify what it does, then stop")
    boolean tour;

    @Mixin
    StackOptions options = new StackOptions();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Complaint, IOException, InterruptedException {
        StackSettings settings = options.settings(Installation.here().state().resolve("demo"), Optional.empty(), false);
        Demo demo = new Demo(console);
        demo.prepare(settings.data());
        try (RunningStack running = RunningStack.start(settings, console)) {
            running.awaitReady();
            console.line("Plumbline is ready");
            running.showPlaces();
            if (tour) {
                demo.tour(running.stack());
            } else {
                demo.showHints(running.stack());
                running.awaitEnd();
            }
        }
        return 0;
    }
}
