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

/// Shows a commit's way through all services.
@Command(name = "trace", mixinStandardHelpOptions = true, description = "show how a commit went from the webhook into the cluster and the ledger, and what each stage took")
final class TraceCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "COMMIT", description = "its first digits, or all")
    String commit = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the installation's directory")
    Path data = Path.of("");

    TraceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Complaint, InterruptedException {
        try (AuditApi audit = AuditApi.of(data)) {
            Timeline.of(audit.trace(commit)).forEach(console::line);
            return 0;
        } catch (IOException e) {
            throw AuditApi.silent(data, e);
        }
    }
}
