package dev.plumbline.rendering.kustomize.generate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.config.Kustomization.Generator;
import dev.plumbline.rendering.kustomize.config.Kustomization.GeneratorOptions;
import dev.plumbline.rendering.kustomize.resource.GeneratedData;
import dev.plumbline.rendering.kustomize.resource.GeneratorBehavior;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.ScalarStyle;
import dev.plumbline.rendering.yaml.Tag;

/// Makes a ConfigMap or Secret.
public final class DataGenerator {

    private DataGenerator() {
    }

    /// Text goes to `data`, anything else base64 to `binaryData`.
    public static Resource configMap(Generator generator, FileContents contents) {
        Mapping root = root("ConfigMap", generator);
        for (Map.Entry<String, byte[]> entry : DataSources.collect(generator, contents).entrySet()) {
            String text = textOrNull(entry.getValue());
            if (text == null) {
                GeneratedData.put(root, "binaryData", entry.getKey(), GeneratedData.base64(entry.getValue()));
            } else {
                GeneratedData.put(root, "data", entry.getKey(), text);
            }
        }
        return finished(root, generator);
    }

    /// Everything goes base64 to `data`.
    public static Resource secret(Generator generator, FileContents contents) {
        Mapping root = root("Secret", generator);
        root.set("type", Scalar.string(generator.type().isEmpty() ? "Opaque" : generator.type()));
        root.set("data", new Mapping());
        for (Map.Entry<String, byte[]> entry : DataSources.collect(generator, contents).entrySet()) {
            GeneratedData.put(root, "data", entry.getKey(), GeneratedData.base64(entry.getValue()));
        }
        return finished(root, generator);
    }

    private static Mapping root(String kind, Generator generator) {
        if (generator.name().isEmpty()) {
            throw new KustomizeProblem("a generated " + kind + " must have a name", generator.position());
        }
        Mapping metadata = new Mapping();
        metadata.set("name", Scalar.string(generator.name()));
        if (!generator.namespace().isEmpty()) {
            metadata.set("namespace", Scalar.string(generator.namespace()));
        }
        Mapping root = new Mapping();
        root.set("apiVersion", Scalar.string("v1"));
        root.set("kind", Scalar.string(kind));
        root.set("metadata", metadata);
        return root;
    }

    private static Resource finished(Mapping root, Generator generator) {
        Resource resource = new Resource(root, generator.position());
        GeneratorOptions options = generator.options();
        resource.setLabels(options.labels());
        resource.setAnnotations(options.annotations());
        if (options.immutable()) {
            root.set("immutable", new Scalar(Tag.BOOL, "true", ScalarStyle.PLAIN));
        }
        resource.setHashed(!options.disableNameSuffixHash());
        resource.setBehavior(GeneratorBehavior.of(generator.behavior()));
        return resource;
    }

    private static @Nullable String textOrNull(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
