package dev.plumbline.rendering.kustomize.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlReader;

/// The default fields, read from `builtin-fields.yaml` beside this class.
public final class BuiltinFields {
    private static final String FILE = "builtin-fields.yaml";
    /// What every build starts from.
    public static final FieldConfig CONFIG = load();

    private BuiltinFields() {
    }

    private static FieldConfig load() {
        try (InputStream in = BuiltinFields.class.getResourceAsStream(FILE)) {
            YamlDocument document = YamlReader.single(Objects.requireNonNull(in).readAllBytes());
            return FieldConfig.EMPTY
                    .merge(config(new Fields((Mapping) Objects.requireNonNull(document).root(), "", FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FieldConfig config(Fields fields) {
        Map<String, String> pods = fields.textMap("pods");
        FieldSpecs templates = FieldConfigReader.fieldSpecs(fields, "templateLabels");
        List<FieldSpec> labels = new ArrayList<>(FieldConfigReader.fieldSpecs(fields, "selectorLabels").specs());
        for (String kind : List.of("Deployment", "StatefulSet")) {
            for (Fields.Text path : fields.texts("neighbourLabels")) {
                labels.add(FieldSpec.of(new Gvk("apps", "", kind), pods.get(kind) + "/" + path.value(), false));
            }
        }
        labels.addAll(templates.specs());
        List<NameReference> references = new ArrayList<>();
        for (Fields reference : fields.objects("references")) {
            Gvk target = new Gvk(reference.text("group"), reference.text("version"), reference.text("kind"));
            references.add(new NameReference(target, expanded(reference, pods)));
        }
        return new FieldConfig(FieldConfigReader.fieldSpecs(fields, "namePrefix"),
                FieldConfigReader.fieldSpecs(fields, "nameSuffix"), FieldConfigReader.fieldSpecs(fields, "namespace"),
                new FieldSpecs(labels), FieldSpecs.NONE, templates,
                FieldConfigReader.fieldSpecs(fields, "commonAnnotations"), references,
                expanded(fields.object("variables").orElseThrow(), pods),
                FieldConfigReader.fieldSpecs(fields, "images"), FieldConfigReader.fieldSpecs(fields, "replicas"));
    }

    private static FieldSpecs expanded(Fields entry, Map<String, String> pods) {
        List<FieldSpec> specs = new ArrayList<>();
        Optional<Fields> inPods = entry.object("inPods");
        inPods.ifPresent(expansion -> {
            for (Fields.Text kind : expansion.texts("kinds")) {
                for (Fields.Text path : expansion.texts("paths")) {
                    specs.add(FieldSpec.of(new Gvk("", "", kind.value()),
                            pods.get(kind.value()) + "/" + path.value(), false));
                }
            }
        });
        specs.addAll(FieldConfigReader.fieldSpecs(entry, "fields").specs());
        return new FieldSpecs(specs);
    }
}
