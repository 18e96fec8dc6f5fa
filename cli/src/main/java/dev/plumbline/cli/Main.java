package dev.plumbline.cli;

import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.terminal.Console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The command line. Errors are one line on standard error: what is wrong, and what to do.
@Command(name = "plumbline", mixinStandardHelpOptions = true, version = "plumbline 0.1.0", description = "Keeps Kubernetes clusters equal to what Git declares, and proves what changed, when and by whom.", footer = {
        "", "Also:", "  test        run everything that CI runs", "  format      format the sources",
        "  kubernetes  run the embedded Kubernetes API alone: --port N --data DIR",
        "  bench NAME  measure: [--out FILE]", "", "Start with: ./plumbline demo"})
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(Console.standard()).execute(arguments));
    }

    static CommandLine commandLine(Console console) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.addSubcommand(new DemoCommand(console));
        commandLine.addSubcommand(new UpCommand(console));
        commandLine.addSubcommand(new DownCommand(console));
        commandLine.addSubcommand(new SyncCommand(console));
        commandLine.addSubcommand(new TraceCommand(console));
        commandLine.addSubcommand(new RenderCommand(console));
        commandLine.setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
        commandLine.setParameterExceptionHandler((misuse, _) -> misused(misuse));
        return commandLine;
    }

    private static int failed(Exception failure, CommandLine command) {
        String line = failure instanceof Complaint complaint ? complaint.line() : unexpected(failure);
        command.getErr().println("plumbline: " + line);
        command.getErr().flush();
        return FAILED;
    }

    /// Not foreseen, so a defect: still one line, and the trace for whoever asks.
    private static String unexpected(Exception failure) {
        if (System.getenv("PLUMBLINE_TRACE") != null) {
            failure.printStackTrace();
        }
        return failure + " (set PLUMBLINE_TRACE=1 for the stack trace)";
    }

    private static int misused(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        command.getErr().println("plumbline: " + misuse.getMessage() + "; see ./plumbline "
                + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help");
        command.getErr().flush();
        return MISUSED;
    }
}
