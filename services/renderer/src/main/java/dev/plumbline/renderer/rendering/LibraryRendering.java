package dev.plumbline.renderer.rendering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.renderer.domain.RenderAttempt;
import dev.plumbline.renderer.domain.RenderedObject;
import dev.plumbline.renderer.domain.Rendering;
import dev.plumbline.rendering.KustomizeBinary;
import dev.plumbline.rendering.RenderError;
import dev.plumbline.rendering.RenderOptions;
import dev.plumbline.rendering.RenderResult;
import dev.plumbline.rendering.RenderedResource;
import dev.plumbline.rendering.Renderer;
import dev.plumbline.rendering.source.ReadLimits;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.source.SourceTree;

/// [Rendering] by the library, in this process; what only the real kustomize can build goes to it where one is found.
public final class LibraryRendering implements Rendering {
    private static final String RECURSIVE = "recursive";

    private final Optional<KustomizeBinary> kustomize;

    /// @param searchPath directories to look for the tool in, as the variable PATH holds them
    public LibraryRendering(String searchPath) {
        this.kustomize = KustomizeBinary.find(searchPath);
    }

    @Override
    public RenderAttempt render(SourceTree tree, String path, ApplicationSpec.Render how) {
        List<String> unknown = how.options().keySet().stream()
                .filter(option -> how.kind() != ApplicationSpec.RenderKind.PLAIN || !option.equals(RECURSIVE)).sorted()
                .toList();
        if (how.kind() == ApplicationSpec.RenderKind.HELM) {
            return RenderAttempt.Failed.because("Helm charts are not supported by this version of Plumbline: render the"
                    + " chart with `helm template` into the repository, or use plain manifests or Kustomize");
        }
        if (!unknown.isEmpty()) {
            return RenderAttempt.Failed.because("render has no option " + String.join(", ", unknown)
                    + "; there is plain.recursive (true or false)");
        }
        return attempt(tree, path, how);
    }

    private RenderAttempt attempt(SourceTree tree, String path, ApplicationSpec.Render how) {
        JsonNode recursive = how.options().get(RECURSIVE);
        RenderOptions.Format format = switch (how.kind()) {
            case DETECT, HELM -> RenderOptions.Format.FOUND;
            case PLAIN -> RenderOptions.Format.PLAIN;
            case KUSTOMIZE -> RenderOptions.Format.KUSTOMIZE;
        };
        RenderOptions found = RenderOptions.DEFAULT.withFormat(format);
        RenderOptions options = new RenderOptions(found.format(), recursive == null || recursive.asBoolean(),
                found.limits(), found.maxObjects());
        return attempt(switch (Renderer.render(tree, path, options)) {
            case RenderResult.NeedsBinary needed -> byBinary(tree, path, needed);
            case RenderResult.Rendered rendered -> rendered;
            case RenderResult.RenderFailed failed -> failed;
        });
    }

    private static RenderAttempt attempt(RenderResult result) {
        return switch (result) {
            case RenderResult.Rendered rendered -> new RenderAttempt.Rendered(objects(rendered.resources()));
            case RenderResult.RenderFailed failed -> new RenderAttempt.Failed(errors(failed.errors()));
            case RenderResult.NeedsBinary needed ->
                new RenderAttempt.Failed(errors(List.of(KustomizeBinary.explain(needed))));
        };
    }

    private RenderResult byBinary(SourceTree tree, String path, RenderResult.NeedsBinary needed) {
        if (kustomize.isEmpty()) {
            return needed;
        }
        try (Checkout checkout = Checkout.of(tree, ReadLimits.DEFAULT)) {
            return kustomize.get().build(checkout.directory(), SourcePaths.resolve("", path).orElse(""),
                    KustomizeBinary.Limits.DEFAULT);
        } catch (IOException | ReadLimits.Exceeded e) {
            return new RenderResult.RenderFailed(List.of(new RenderError(
                    "the repository cannot be laid out for kustomize: " + e.getMessage(), Optional.empty())),
                    needed.filesRead());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while kustomize ran", e);
        }
    }

    private static List<RenderedObject> objects(List<RenderedResource> resources) {
        return resources.stream().map(resource -> new RenderedObject(resource.body(), resource.origin())).toList();
    }

    private static List<RenderOutcome.RenderError> errors(List<RenderError> errors) {
        List<RenderOutcome.RenderError> converted = new ArrayList<>(errors.size());
        for (RenderError error : errors) {
            SourcePosition position = error.position().orElse(null);
            converted.add(new RenderOutcome.RenderError(error.message(), position));
        }
        return converted;
    }
}
