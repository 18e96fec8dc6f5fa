package dev.plumbline.rendering.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.rendering.kustomize.config.FieldConfigReader;
import dev.plumbline.rendering.kustomize.config.Fields;
import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.config.KustomizationReader;
import dev.plumbline.rendering.kustomize.config.PatchReader;
import dev.plumbline.rendering.kustomize.config.UnsupportedField;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceReader;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.kustomize.transform.ImageUpdate;
import dev.plumbline.rendering.kustomize.transform.MergeSchema;
import dev.plumbline.rendering.kustomize.transform.MetadataAddition;
import dev.plumbline.rendering.kustomize.transform.NameAffix;
import dev.plumbline.rendering.kustomize.transform.NamespaceChange;
import dev.plumbline.rendering.kustomize.transform.PatchTransformations;
import dev.plumbline.rendering.kustomize.transform.Replacements;
import dev.plumbline.rendering.kustomize.transform.ReplicaChange;
import dev.plumbline.rendering.kustomize.transform.Transformation;

/// The `transformers` field: configurations of built-in transformers, inline, in files or in directories.
final class TransformerFiles {
    private final KustomizationFolder folder;
    private final MergeSchema schema;
    private final FolderResources resources;

    TransformerFiles(KustomizationFolder folder, MergeSchema schema, FolderResources resources) {
        this.folder = folder;
        this.schema = schema;
        this.resources = resources;
    }

    /// The objects of an entry that names a file or a directory.
    @FunctionalInterface
    interface FolderResources {
        List<Resource> of(KustomizationFolder folder, Text entry);
    }

    /// @throws UnsupportedField when a transformer is not among those built in here
    void apply(List<Text> entries, ResourceSet set, Tracking tracking) {
        List<Configured> all = new ArrayList<>();
        for (Text entry : entries) {
            for (Resource config : configs(entry)) {
                all.add(new Configured(config, transformation(config, entry)));
            }
        }
        for (Configured configured : all) {
            configured.transformation.apply(set);
            set.resources().forEach(resource -> tracking.transformedBy(resource, configured.config));
            set.dropGone();
        }
    }

    private record Configured(Resource config, Transformation transformation) {
    }

    private List<Resource> configs(Text entry) {
        try {
            return ResourceReader.read(entry.value(), entry.position());
        } catch (KustomizeProblem e) {
            return resources.of(folder, entry);
        }
    }

    private Transformation transformation(Resource config, Text entry) {
        if (!config.apiVersion().equals("builtin")) {
            throw new UnsupportedField("transformers (" + config.kind() + ")", entry.position());
        }
        Fields fields = new Fields(config.root(), "", config.origin().file());
        FieldSpecs specs = FieldConfigReader.fieldSpecs(fields, "fieldSpecs");
        return switch (config.kind()) {
            case "NamespaceTransformer" -> new NamespaceChange(config.namespace(), specs, fields.flag("unsetOnly"),
                    subjects(fields));
            case "PrefixTransformer" -> new NameAffix(NameAffix.Side.PREFIX, fields.text("prefix"), specs);
            case "SuffixTransformer" -> new NameAffix(NameAffix.Side.SUFFIX, fields.text("suffix"), specs);
            case "PrefixSuffixTransformer" -> prefixAndSuffix(fields, specs);
            case "ReplacementTransformer" -> Replacements.read(fields.objects("replacements"), folder);
            case "LabelTransformer" -> new MetadataAddition(fields.textMap("labels"), specs);
            case "AnnotationsTransformer" -> new MetadataAddition(fields.textMap("annotations"), specs);
            case "PatchTransformer" -> new PatchTransformations(folder, schema).of(PatchReader.patch(fields));
            case "ImageTagTransformer" -> new ImageUpdate(KustomizationReader.image(object(fields, "imageTag")), specs);
            case "ReplicaCountTransformer" ->
                new ReplicaChange(KustomizationReader.replica(object(fields, "replica")), specs);
            default -> throw new UnsupportedField("transformers (" + config.kind() + ")", entry.position());
        };
    }

    private static Transformation prefixAndSuffix(Fields fields, FieldSpecs specs) {
        NameAffix prefix = new NameAffix(NameAffix.Side.PREFIX, fields.text("prefix"), specs);
        NameAffix suffix = new NameAffix(NameAffix.Side.SUFFIX, fields.text("suffix"), specs);
        return set -> {
            prefix.apply(set);
            suffix.apply(set);
        };
    }

    private static Fields object(Fields fields, String name) {
        Optional<Fields> object = fields.object(name);
        return object.orElseThrow(() -> new KustomizeProblem("the transformer has no " + name,
                fields.position("kind")));
    }

    private static NamespaceChange.Subjects subjects(Fields fields) {
        String mode = fields.text("setRoleBindingSubjects");
        return switch (mode) {
            case "", "defaultOnly" -> NamespaceChange.Subjects.NAMED_DEFAULT;
            case "allServiceAccounts" -> NamespaceChange.Subjects.ALL_SERVICE_ACCOUNTS;
            case "none" -> NamespaceChange.Subjects.NONE;
            default -> throw new KustomizeProblem("setRoleBindingSubjects must be one of defaultOnly, "
                    + "allServiceAccounts or none, is \"" + mode + "\"", fields.position("setRoleBindingSubjects"));
        };
    }
}
