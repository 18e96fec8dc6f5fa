package dev.plumbline.renderer.rendering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.BooleanNode;

import dev.plumbline.contracts.ApplicationSpec.Render;
import dev.plumbline.contracts.ApplicationSpec.RenderKind;
import dev.plumbline.renderer.domain.RenderAttempt;
import dev.plumbline.renderer.domain.RenderedObject;
import dev.plumbline.rendering.source.DirectoryTree;

import static org.assertj.core.api.Assertions.assertThat;

/// [LibraryRendering] against directories; the tool kustomize is a script that prints what it was given.
class LibraryRenderingTest {
    private static final Render DETECT = new Render(RenderKind.DETECT, Map.of());

    @TempDir
    Path directory;

    @Test
    void readsPlainManifestsAlsoFromDirectoriesBelowUnlessToldOtherwise() throws IOException {
        write("app/a.yaml", configMap("a"));
        write("app/deep/b.yaml", configMap("b"));

        assertThat(names(render("", DETECT))).containsExactly("a", "b");
        assertThat(names(render("", new Render(RenderKind.PLAIN, Map.of("recursive", BooleanNode.FALSE)))))
                .containsExactly("a");
    }

    @Test
    void buildsAKustomization() throws IOException {
        write("app/kustomization.yaml", "namePrefix: my-\nresources: [a.yaml]\n");
        write("app/a.yaml", configMap("a"));

        assertThat(names(render("", DETECT))).containsExactly("my-a");
    }

    @Test
    void placesErrorsInTheirFiles() throws IOException {
        write("app/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n");

        assertThat(errors(render("", DETECT))).singleElement().asString().startsWith("app/a.yaml:3: ");
    }

    @Test
    void refusesHelmAndUnknownOptions() throws IOException {
        write("app/a.yaml", configMap("a"));

        assertThat(errors(render("", new Render(RenderKind.HELM, Map.of())))).singleElement().asString()
                .contains("Helm charts are not supported by this version");
        assertThat(errors(render("", new Render(RenderKind.PLAIN, Map.of("recurse", BooleanNode.TRUE)))))
                .singleElement().asString().contains("render has no option recurse");
    }

    @Test
    void leavesToTheToolWhatIsNotBuiltIn() throws IOException {
        write("app/kustomization.yaml", "helmCharts: [{name: web}]\nresources: [a.yaml]\n");
        write("app/a.yaml", configMap("by-tool"));
        Path tool = Files.createDirectory(directory.resolve("bin")).resolve("kustomize");
        Files.writeString(tool, "#!/bin/sh\ncat \"$2/a.yaml\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(names(render(directory.resolve("bin").toString(), DETECT))).containsExactly("by-tool");
        assertThat(errors(render("", DETECT))).singleElement().asString()
                .startsWith("app/kustomization.yaml:1: the field `helmCharts` needs the tool kustomize");
    }

    private RenderAttempt render(String searchPath, Render how) throws IOException {
        return new LibraryRendering(searchPath).render(new DirectoryTree(directory), "app", how);
    }

    private static List<String> names(RenderAttempt attempt) {
        assertThat(attempt).isInstanceOf(RenderAttempt.Rendered.class);
        return attempt instanceof RenderAttempt.Rendered(List<RenderedObject> objects)
                ? objects.stream().map(object -> object.manifest().at("/metadata/name").textValue()).toList()
                : List.of();
    }

    private static List<String> errors(RenderAttempt attempt) {
        return attempt instanceof RenderAttempt.Failed failed
                ? failed.errors().stream().map(Object::toString).toList()
                : List.of();
    }

    private void write(String file, String content) throws IOException {
        Path place = directory.resolve(file);
        Files.createDirectories(place.getParent());
        Files.writeString(place, content);
    }

    private static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }
}
