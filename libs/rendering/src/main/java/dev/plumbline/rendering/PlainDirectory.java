package dev.plumbline.rendering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.manifests.Manifest;
import dev.plumbline.manifests.ManifestException;
import dev.plumbline.manifests.ManifestReader;
import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;
import dev.plumbline.rendering.source.RecordingTree;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Reads a directory of plain manifests; errors of all files are reported together.
final class PlainDirectory {
    private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");
    private static final int DEEPEST = 50;
    private final RecordingTree tree;
    private final boolean recursive;
    private final List<RenderedResource> resources = new ArrayList<>();
    private final List<RenderError> errors = new ArrayList<>();

    private PlainDirectory(RecordingTree tree, boolean recursive) {
        this.tree = tree;
        this.recursive = recursive;
    }

    static RenderResult render(RecordingTree tree, String directory, boolean recursive) {
        PlainDirectory plain = new PlainDirectory(tree, recursive);
        plain.directory(directory, 0);
        return plain.errors.isEmpty()
                ? new Rendered(plain.resources, tree.asked())
                : new RenderFailed(plain.errors, tree.asked());
    }

    private void directory(String path, int depth) {
        if (depth > DEEPEST) {
            error("directories are nested more than " + DEEPEST + " deep", path);
            return;
        }
        try {
            for (String name : tree.list(path)) {
                String child = SourcePaths.child(path, name);
                if (name.startsWith(".")) {
                    continue;
                }
                if (recursive && tree.isDirectory(child)) {
                    directory(child, depth + 1);
                } else if (SUFFIXES.stream().anyMatch(name::endsWith) && tree.isFile(child)) {
                    file(child);
                }
            }
        } catch (IOException e) {
            error("cannot list the directory: " + e.getMessage(), path);
        }
    }

    private void file(String path) {
        try {
            for (Manifest manifest : ManifestReader.read(path, YamlReader.decode(tree.read(path)))) {
                resources.add(new RenderedResource(manifest.body(), manifest.position()));
            }
        } catch (ManifestException e) {
            errors.add(new RenderError(withoutPosition(e), Optional.of(e.position())));
        } catch (YamlProblem e) {
            error(String.valueOf(e.getMessage()), path);
        } catch (IOException e) {
            error("cannot read the file: " + e.getMessage(), path);
        }
    }

    private void error(String message, String path) {
        errors.add(new RenderError(message, Optional.of(new SourcePosition(path, 0))));
    }

    private static String withoutPosition(ManifestException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = e.position() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
