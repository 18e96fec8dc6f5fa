package dev.plumbline.rendering;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.plumbline.rendering.RenderOptions.Format;
import dev.plumbline.rendering.RenderResult.NeedsBinary;
import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;
import dev.plumbline.rendering.source.DirectoryTree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/// The engine against output recorded from kustomize 5.8.1 (`kustomize-vectors/README.md`): bytes where the real build
/// succeeds. Where it fails, the rendering must fail with the sentence and place in `kustomize-problems.properties`,
/// which were compared with the real message by hand; the only exception is what needs the real tool.
class KustomizeVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/kustomize-vectors");
    private static final Path PROBLEMS = Path.of("src/test/resources/kustomize-problems.properties");

    @TestFactory
    Stream<DynamicTest> printsWhatTheRealToolPrints() throws IOException {
        return cases("expected.yaml").map(directory -> dynamicTest(name(directory), () -> {
            RenderResult result = render(directory);

            assertThat(result).isInstanceOf(Rendered.class);
            assertThat(Renderer.print(((Rendered) result).resources()))
                    .isEqualTo(Files.readString(directory.resolve("expected.yaml")));
        }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTheRealToolRefuses() throws IOException {
        Properties problems = new Properties();
        try (Reader reader = Files.newBufferedReader(PROBLEMS, StandardCharsets.UTF_8)) {
            problems.load(reader);
        }
        return cases("expected-error.txt").map(directory -> dynamicTest(name(directory), () -> assertThat(
                problem(render(directory))).isEqualTo(problems.getProperty(name(directory)))));
    }

    private static String problem(RenderResult result) {
        return switch (result) {
            case RenderFailed failed -> failed.errors().getFirst().toString();
            case NeedsBinary needed -> "needs the real tool for " + needed.field() + " at " + needed.position();
            case Rendered rendered -> "rendered " + rendered.resources().size() + " objects";
        };
    }

    private static RenderResult render(Path directory) throws IOException {
        String target = Files.readString(directory.resolve("target")).strip();
        return Renderer.render(new DirectoryTree(directory), target,
                RenderOptions.DEFAULT.withFormat(Format.KUSTOMIZE));
    }

    private static Stream<Path> cases(String expectation) throws IOException {
        try (Stream<Path> files = Files.walk(VECTORS)) {
            return files.filter(file -> file.endsWith(expectation)).map(Path::getParent).sorted().toList().stream();
        }
    }

    private static String name(Path directory) {
        return VECTORS.relativize(directory).toString().replace('\\', '/');
    }
}
