package dev.plumbline.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The git of this machine, as a person would run it; it never asks for a password.
public final class GitCommand {
    private static final int TIMEOUT_SECONDS = 60;

    private final Path directory;

    public GitCommand(Path directory) {
        this.directory = directory;
    }

    /// What git said.
    ///
    /// @param code   exit code
    /// @param output standard output and error together
    public record Answer(int code, String output) {
        /// The last line that git calls fatal or an error, else the last line.
        String reason() {
            List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
            return lines.stream().filter(line -> line.startsWith("fatal:") || line.startsWith("error:")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(lines.isEmpty() ? "git says nothing" : lines.getLast());
        }
    }

    /// Runs and answers whatever comes out.
    ///
    /// @throws Complaint if there is no git on this machine or it does not end in a minute
    public Answer ask(String... arguments) throws Complaint, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new Complaint("git " + arguments[0] + " did not end within " + TIMEOUT_SECONDS + " s");
            }
            return new Answer(process.exitValue(), output);
        } catch (IOException e) {
            throw new Complaint("git was not found: install it (apt install git, brew install git)", e);
        }
    }

    /// Runs and answers the output without its last line break.
    ///
    /// @throws Complaint also when git fails
    public String run(String... arguments) throws Complaint, InterruptedException {
        Answer answer = ask(arguments);
        if (answer.code() != 0) {
            throw new Complaint("git " + String.join(" ", arguments) + " failed: " + answer.reason());
        }
        return answer.output().stripTrailing();
    }
}
