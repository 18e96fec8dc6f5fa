package dev.plumbline.rendering.kustomize.transform;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceReader;
import dev.plumbline.rendering.yaml.Yaml11Values;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// What the text of a patch turns out to be.
public sealed interface PatchText {

    /// Strategic merge patches, one for each document; none when the text holds only comments.
    record Strategic(List<Resource> patches) implements PatchText {

        public Strategic {
            patches = List.copyOf(patches);
        }
    }

    /// A JSON patch.
    record Json(JsonPatch patch) implements PatchText {
    }

    /// @param position where the text stands, for messages
    /// @throws KustomizeProblem when it is neither, or both
    static PatchText of(String text, SourcePosition position) {
        KustomizeProblem noStrategic = null;
        List<Resource> strategic = List.of();
        try {
            strategic = ResourceReader.read(text, position);
        } catch (KustomizeProblem e) {
            noStrategic = e;
        }
        JsonPatch json = jsonOrNull(text);
        if (noStrategic == null) {
            if (!strategic.isEmpty() && json != null && !json.operations().isEmpty()) {
                throw new KustomizeProblem("the patch is both a strategic merge patch and a JSON patch", position);
            }
            return new Strategic(strategic);
        }
        if (json == null) {
            throw new KustomizeProblem("unable to parse SM or JSON patch: as a strategic merge patch: "
                    + noStrategic.getMessage(), noStrategic.position().orElse(position));
        }
        return new Json(json);
    }

    /// @throws KustomizeProblem when the text is no JSON patch
    static JsonPatch json(String text, SourcePosition position) {
        try {
            return JsonPatch.of(value(text));
        } catch (YamlProblem | JsonProcessingException e) {
            throw new KustomizeProblem("cannot read the JSON patch: " + e.getMessage(), position);
        } catch (KustomizeProblem e) {
            throw e.at(position);
        }
    }

    private static @Nullable JsonPatch jsonOrNull(String text) {
        try {
            return JsonPatch.of(value(text));
        } catch (YamlProblem | JsonProcessingException | KustomizeProblem e) {
            return null;
        }
    }

    private static JsonNode value(String text) throws JsonProcessingException {
        if (text.startsWith("[")) {
            return new ObjectMapper().readTree(text);
        }
        YamlDocument document = YamlReader.single(text);
        return document == null ? NullNode.instance : Yaml11Values.of(document.root());
    }
}
