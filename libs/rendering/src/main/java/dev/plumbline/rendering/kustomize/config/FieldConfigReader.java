package dev.plumbline.rendering.kustomize.config;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Reads the files that `configurations` lists.
public final class FieldConfigReader {

    private FieldConfigReader() {
    }

    /// @param file path from the root of the tree, for messages
    public static FieldConfig read(String file, byte[] bytes) {
        try {
            YamlDocument document = YamlReader.single(bytes);
            if (document == null || !(document.root() instanceof Mapping mapping)) {
                if (document == null || Node.isNull(document.root())) {
                    return FieldConfig.EMPTY;
                }
                throw new KustomizeProblem("a configuration must be a mapping", new SourcePosition(file, 1));
            }
            return read(new Fields(mapping, "", file));
        } catch (YamlProblem e) {
            throw new KustomizeProblem(String.valueOf(e.getMessage()), new SourcePosition(file, e.line()));
        }
    }

    private static FieldConfig read(Fields fields) {
        List<NameReference> references = new ArrayList<>();
        for (Fields reference : fields.objects("nameReference")) {
            references.add(new NameReference(gvk(reference), fieldSpecs(reference, "fieldSpecs")));
        }
        return new FieldConfig(fieldSpecs(fields, "namePrefix"), fieldSpecs(fields, "nameSuffix"),
                fieldSpecs(fields, "namespace"), fieldSpecs(fields, "commonLabels"), fieldSpecs(fields, "labels"),
                fieldSpecs(fields, "templateLabels"), fieldSpecs(fields, "commonAnnotations"), references,
                fieldSpecs(fields, "varReference"), fieldSpecs(fields, "images"), fieldSpecs(fields, "replicas"));
    }

    /// A list of field specs.
    public static FieldSpecs fieldSpecs(Fields fields, String name) {
        List<FieldSpec> specs = new ArrayList<>();
        for (Fields spec : fields.objects(name)) {
            specs.add(FieldSpec.of(gvk(spec), spec.text("path"), spec.flag("create")));
        }
        return new FieldSpecs(specs);
    }

    private static Gvk gvk(Fields fields) {
        return new Gvk(fields.text("group"), fields.text("version"), fields.text("kind"));
    }
}
