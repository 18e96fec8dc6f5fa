package dev.plumbline.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What README and docs/ tell people to type, against what the command line knows; and their links, against the files.
class DocumentationIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMAND = Pattern.compile("(?:`|^)(\\./plumbline [a-z][^`\\n]*)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");
    /// Parts of the launcher itself.
    private static final Set<String> LAUNCHER = Set.of("test", "format");

    @ParameterizedTest
    @MethodSource("commands")
    void theCommandLineKnowsWhatIsToBeTyped(String command) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(command.split(" "));
        if (LAUNCHER.contains(words.get(1))) {
            assertThat(Files.readString(ROOT.resolve("plumbline"))).contains("  " + words.get(1) + ")");
            return;
        }

        String help = run(words.get(1), "--help");

        assertThat(words.stream().filter(word -> word.startsWith("--"))).allSatisfy(
                option -> assertThat(help).as(command).contains(option));
    }

    @Test
    void theSampleIsRenderedAsTheReadmeSays() throws IOException, InterruptedException {
        String rendered = run("render", "samples/fleet/shop/overlays/prod");

        assertThat(rendered).contains("kind: Deployment", "kind: HorizontalPodAutoscaler");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        List<String> broken = new ArrayList<>();
        while (links.find()) {
            Path target = document.resolveSibling(links.group(1)).normalize();
            if (!Files.exists(target)) {
                broken.add(links.group(1));
            }
        }

        assertThat(broken).isEmpty();
    }

    static Stream<String> commands() throws IOException {
        Set<String> commands = new TreeSet<>();
        for (Path document : documents().toList()) {
            Matcher matcher = COMMAND.matcher(Files.readString(document));
            while (matcher.find()) {
                commands.add(matcher.group(1).strip());
            }
        }
        return commands.stream();
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")),
                    all.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(ROOT.resolve("plumbline").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().put("PLUMBLINE_BUILD", "never");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
