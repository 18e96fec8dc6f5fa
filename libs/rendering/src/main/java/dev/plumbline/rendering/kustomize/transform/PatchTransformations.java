package dev.plumbline.rendering.kustomize.transform;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.config.Kustomization.Patch;
import dev.plumbline.rendering.kustomize.generate.FileContents;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Selector;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Turns entries of `patches` and `patchesJson6902` into transformations.
public final class PatchTransformations {
    private final FileContents files;
    private final MergeSchema schema;

    public PatchTransformations(FileContents files, MergeSchema schema) {
        this.files = files;
        this.schema = schema;
    }

    /// An entry of `patches`: strategic merge or JSON patch, as its text turns out.
    public Transformation of(Patch entry) {
        String text = text(entry, entry.patch().strip());
        return switch (PatchText.of(text, entry.position())) {
            case PatchText.Strategic(var patches) -> new StrategicPatches(patches, entry, schema);
            case PatchText.Json(JsonPatch patch) -> {
                Selector target = entry.target().orElseThrow(() -> new KustomizeProblem(
                        "must specify a target for JSON patch", entry.position()));
                yield new JsonPatches(patch, target, true, entry.position());
            }
        };
    }

    /// An entry of `patchesJson6902`.
    public Transformation ofJson6902(Patch entry) {
        String text = text(entry, entry.patch());
        JsonPatch patch = PatchText.json(text, entry.position());
        if (patch.operations().isEmpty()) {
            throw new KustomizeProblem("the JSON patch appears to be empty", entry.position());
        }
        Selector target = entry.target().orElseThrow(
                () -> new KustomizeProblem("must specify a target for patch " + text, entry.position()));
        return new JsonPatches(patch, target, false, entry.position());
    }

    private String text(Patch entry, String inline) {
        SourcePosition position = entry.position();
        if (inline.isEmpty() == entry.path().isEmpty()) {
            throw new KustomizeProblem(inline.isEmpty()
                    ? "must specify one of patch and path"
                    : "patch and path can't be set at the same time", position);
        }
        if (!inline.isEmpty()) {
            return inline;
        }
        try {
            return YamlReader.decode(files.of(entry.path(), position));
        } catch (YamlProblem e) {
            throw new KustomizeProblem("patch file " + entry.path() + ": " + e.getMessage(), position);
        }
    }
}
