package dev.plumbline.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Runs one part in this process: `kafka DATA PORT`, `database DATA PORT` or `git-host …`.
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "kafka" -> KafkaServer.run(Path.of(rest.get(0)), Integer.parseInt(rest.get(1)));
            default -> throw new IllegalArgumentException("Name a part: kafka, database or git-host");
        }
    }
}
