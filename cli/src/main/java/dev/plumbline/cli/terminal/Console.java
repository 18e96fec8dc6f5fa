package dev.plumbline.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.plumbline.local.supervisor.Progress;
import dev.plumbline.local.supervisor.Progress.Died;
import dev.plumbline.local.supervisor.Progress.Ready;
import dev.plumbline.local.supervisor.Progress.Started;
import dev.plumbline.local.supervisor.Progress.Stopped;

/// What a person reads: plain lines, in colour where the output is a terminal.
public final class Console {
    private static final int NAME_WIDTH = 14;
    private static final int LINE_WIDTH = 160;

    private final PrintStream out;
    private final boolean coloured;

    public Console(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /// Standard output; colours only on a terminal and unless `NO_COLOR` is set.
    public static Console standard() {
        boolean terminal = Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
        return new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8),
                terminal && System.getenv("NO_COLOR") == null);
    }

    public void line(String text) {
        out.println(text);
    }

    /// As it is, its line breaks included.
    public void text(String text) {
        out.print(text);
        out.flush();
    }

    public void title(String text) {
        out.println(styled("1", text));
    }

    /// A name and what it is, aligned with its neighbours.
    public void entry(String name, String value) {
        out.println("  " + padded(name) + value);
    }

    public void good(String name, String text) {
        out.println("  " + padded(name) + styled("32", text));
    }

    public void bad(String name, String text) {
        out.println("  " + padded(name) + styled("31", text));
    }

    /// What happens to a part, a line each; nothing for what nobody waits for.
    public void progress(Progress progress) {
        switch (progress) {
            case Ready(String part, Duration after) -> good(part, "ready after " + seconds(after));
            case Died(String part, int code, var lines) -> bad(part, "ended with code " + code + ", starting it again"
                    + (lines.isEmpty() ? "" : ": " + shortened(lines.getLast())));
            case Started _,Stopped _ -> {
            }
        }
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String shortened(String line) {
        return line.length() <= LINE_WIDTH ? line : line.substring(0, LINE_WIDTH) + "…";
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
    }

    private String styled(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
