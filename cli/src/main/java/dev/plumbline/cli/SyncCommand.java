package dev.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.plumbline.cli.stack.AuditApi;
import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.terminal.Console;
import dev.plumbline.local.supervisor.Endpoints;

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
        if (!Files.exists(data.resolve(Endpoints.FILE))) {
            throw new Complaint(data + " is no data directory of Plumbline: it has no " + Endpoints.FILE);
        }
        try (AuditApi audit = new AuditApi(Endpoints.read(data).audit(), data.resolve("token"))) {
            audit.sync(application, "asked by " + System.getProperty("user.name") + " on the command line");
            console.line("Asked for a sync of " + application);
            return 0;
        } catch (IOException e) {
            throw new Complaint("Plumbline on " + data + " does not answer (" + e.getMessage()
                    + "): is it running? Start it with ./plumbline up", e);
        }
    }
}
