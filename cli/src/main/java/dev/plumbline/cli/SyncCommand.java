package dev.plumbline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.plumbline.cli.stack.AuditApi;
import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.terminal.Console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks a running installation to sync one Application now.
@Command(name = "sync", mixinStandardHelpOptions = true, description = "sync one Application now")
final class SyncCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "APP", description = "its name")
    String application = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the installation's directory")
    Path data = Path.of("");

    SyncCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Complaint, InterruptedException {
        try (AuditApi audit = AuditApi.of(data)) {
            audit.sync(application, "asked by " + System.getProperty("user.name") + " on the command line");
            console.line("Asked for a sync of " + application);
            return 0;
        } catch (IOException e) {
            throw AuditApi.silent(data, e);
        }
    }
}
