package dev.plumbline.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.RenderResult.NeedsBinary;
import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;
import dev.plumbline.rendering.kustomize.KustomizeBuild;
import dev.plumbline.rendering.kustomize.config.UnsupportedField;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.source.ReadLimits;
import dev.plumbline.rendering.source.RecordingTree;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.source.SourceTree;
import dev.plumbline.rendering.yaml.JsonValues;
import dev.plumbline.rendering.yaml.YamlPrinter;
import dev.plumbline.rendering.yaml.YamlProblem;

/// Renders a directory of a source tree, in this process: no process, no network, no plugin, nothing outside the tree.
///
/// A directory with a `kustomization.yaml`, `kustomization.yml` or `Kustomization` is built as kustomize 5.8.1 builds
/// it, to the byte. Any other directory is plain: the `*.yaml`, `*.yml` and `*.json` files in it and below it, in the
/// order of their paths, each with any number of documents; hidden files and directories are left out.
public final class Renderer {
    private static final String CHART = "Chart.yaml";

    private Renderer() {
    }

    /// @param path of the directory from the root of the tree; `.` or empty for the root
    public static RenderResult render(SourceTree source, String path, RenderOptions options) {
        RecordingTree tree = new RecordingTree(source, options.limits());
        Optional<String> directory = SourcePaths.resolve("", path);
        if (directory.isEmpty()) {
            return failed(tree, "the path '" + path + "' leads out of the repository", null);
        }
        try {
            return render(tree, directory.get(), options);
        } catch (KustomizeProblem e) {
            return failed(tree, String.valueOf(e.getMessage()), e.position().orElse(null));
        } catch (UnsupportedField e) {
            return new NeedsBinary(e.field(), e.position(), tree.asked());
        } catch (ReadLimits.Exceeded e) {
            return failed(tree, String.valueOf(e.getMessage()), null);
        }
    }

    /// The text that `kustomize build` prints for these objects.
    ///
    /// @throws YamlProblem when an object holds a character that YAML has no place for
    public static String print(List<RenderedResource> resources) {
        StringBuilder text = new StringBuilder();
        for (RenderedResource resource : resources) {
            text.append(text.isEmpty() ? "" : "---\n").append(YamlPrinter.print(resource.body()));
        }
        return text.toString();
    }

    private static RenderResult render(RecordingTree tree, String directory, RenderOptions options) {
        if (!tree.isDirectory(directory)) {
            return failed(tree, "there is no directory '" + directory + "' in the repository", null);
        }
        boolean kustomize = switch (options.format()) {
            case FOUND -> KustomizeBuild.isKustomization(tree, directory);
            case KUSTOMIZE -> true;
            case PLAIN -> false;
        };
        String chart = directory.isEmpty() ? CHART : directory + "/" + CHART;
        if (!kustomize && options.format() == RenderOptions.Format.FOUND && tree.isFile(chart)) {
            return failed(tree, "this directory is a Helm chart, and charts are not rendered yet: commit what the chart"
                    + " renders to, or build it from a kustomization by the real kustomize",
                    new SourcePosition(chart, 1));
        }
        RenderResult result = kustomize
                ? kustomize(tree, directory)
                : PlainDirectory.render(tree, directory, options.recursive());
        if (result instanceof Rendered rendered && rendered.resources().size() > options.maxObjects()) {
            return failed(tree, "the source renders to " + rendered.resources().size() + " objects, more than the "
                    + options.maxObjects() + " allowed", null);
        }
        return result;
    }

    private static RenderResult kustomize(RecordingTree tree, String directory) {
        List<RenderedResource> rendered = new ArrayList<>();
        for (Resource resource : new KustomizeBuild(tree).build(directory)) {
            try {
                RenderedResource object = new RenderedResource(JsonValues.object(resource.root()), resource.origin());
                YamlPrinter.requirePrintable(object.body());
                rendered.add(object);
            } catch (YamlProblem e) {
                throw new KustomizeProblem(resource.title() + ": " + e.getMessage(), resource.origin());
            }
        }
        return new Rendered(rendered, tree.asked());
    }

    private static RenderFailed failed(RecordingTree tree, String message,
            @Nullable SourcePosition position) {
        return new RenderFailed(List.of(new RenderError(message, Optional.ofNullable(position))), tree.asked());
    }
}
