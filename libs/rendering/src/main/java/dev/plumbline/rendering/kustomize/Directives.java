package dev.plumbline.rendering.kustomize;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.rendering.kustomize.config.FieldConfig;
import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.config.Kustomization;
import dev.plumbline.rendering.kustomize.config.Kustomization.LabelSet;
import dev.plumbline.rendering.kustomize.config.Kustomization.Names;
import dev.plumbline.rendering.kustomize.config.Kustomization.Patch;
import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceReader;
import dev.plumbline.rendering.kustomize.transform.ImageUpdate;
import dev.plumbline.rendering.kustomize.transform.MergeSchema;
import dev.plumbline.rendering.kustomize.transform.MetadataAddition;
import dev.plumbline.rendering.kustomize.transform.NameAffix;
import dev.plumbline.rendering.kustomize.transform.NamespaceChange;
import dev.plumbline.rendering.kustomize.transform.PatchTransformations;
import dev.plumbline.rendering.kustomize.transform.Replacements;
import dev.plumbline.rendering.kustomize.transform.ReplicaChange;
import dev.plumbline.rendering.kustomize.transform.StrategicPatches;
import dev.plumbline.rendering.kustomize.transform.Transformation;

/// The transformations that the fields of one kustomization ask for, in kustomize's fixed order.
final class Directives {
    private static final FieldSpecs METADATA_LABELS = new FieldSpecs(
            List.of(FieldSpec.of(Gvk.ANY, "metadata/labels", true)));
    private final KustomizationFolder folder;
    private final Kustomization kustomization;
    private final FieldConfig config;
    private final MergeSchema schema;

    Directives(KustomizationFolder folder, Kustomization kustomization, FieldConfig config, MergeSchema schema) {
        this.folder = folder;
        this.kustomization = kustomization;
        this.config = config;
        this.schema = schema;
    }

    /// A transformation with the name of the plugin that does it in the real tool.
    record Named(String plugin, Transformation transformation) {
    }

    List<Named> inOrder() {
        List<Named> all = new ArrayList<>();
        List<Text> strategic = kustomization.patches().strategicMerge();
        if (!strategic.isEmpty()) {
            all.add(new Named("PatchStrategicMergeTransformer",
                    new StrategicPatches(strategicPatches(strategic), schema)));
        }
        PatchTransformations patches = new PatchTransformations(folder, schema);
        for (Patch patch : kustomization.patches().patches()) {
            all.add(new Named("PatchTransformer", patches.of(patch)));
        }
        addNames(all);
        for (LabelSet labels : kustomization.labels()) {
            all.add(new Named("LabelTransformer", new MetadataAddition(labels.pairs(), labelFields(labels))));
        }
        if (!kustomization.labels().isEmpty() || !kustomization.commonLabels().isEmpty()) {
            all.add(new Named("LabelTransformer",
                    new MetadataAddition(kustomization.commonLabels(), config.commonLabels())));
        }
        if (!kustomization.commonAnnotations().isEmpty()) {
            all.add(new Named("AnnotationsTransformer",
                    new MetadataAddition(kustomization.commonAnnotations(), config.commonAnnotations())));
        }
        for (Patch patch : kustomization.patches().json6902()) {
            all.add(new Named("PatchJson6902Transformer", patches.ofJson6902(patch)));
        }
        kustomization.replicas().forEach(replica -> all
                .add(new Named("ReplicaCountTransformer", new ReplicaChange(replica, config.replicas()))));
        kustomization.images().forEach(
                image -> all.add(new Named("ImageTagTransformer", new ImageUpdate(image, config.images()))));
        if (!kustomization.replacements().isEmpty()) {
            all.add(new Named("ReplacementTransformer",
                    Replacements.read(kustomization.replacements(), folder)));
        }
        return all;
    }

    private void addNames(List<Named> all) {
        Names names = kustomization.names();
        if (!names.namespace().isEmpty()) {
            all.add(new Named("NamespaceTransformer", new NamespaceChange(names.namespace(), config.namespace(), false,
                    NamespaceChange.Subjects.NAMED_DEFAULT)));
        }
        if (!names.prefix().isEmpty()) {
            all.add(new Named("PrefixTransformer",
                    new NameAffix(NameAffix.Side.PREFIX, names.prefix(), config.namePrefix())));
        }
        if (!names.suffix().isEmpty()) {
            all.add(new Named("SuffixTransformer",
                    new NameAffix(NameAffix.Side.SUFFIX, names.suffix(), config.nameSuffix())));
        }
    }

    private FieldSpecs labelFields(LabelSet labels) {
        FieldSpecs fields = labels.fields().merge(config.labels());
        if (labels.includeSelectors()) {
            return fields.merge(config.commonLabels());
        }
        return (labels.includeTemplates() ? fields.merge(config.templateLabels()) : fields).merge(METADATA_LABELS);
    }

    /// Each entry is the text of patches or, when it does not read as that, a file with patches.
    private List<Resource> strategicPatches(List<Text> entries) {
        List<Resource> patches = new ArrayList<>();
        for (Text entry : entries) {
            List<Resource> inline;
            try {
                inline = ResourceReader.read(entry.value(), entry.position());
            } catch (KustomizeProblem e) {
                String file = folder.file(entry.value(), entry.position());
                inline = ResourceReader.read(file, folder.of(entry.value(), entry.position()));
            }
            patches.addAll(inline);
        }
        if (patches.isEmpty()) {
            throw new KustomizeProblem("patchesStrategicMerge appears to be empty", entries.getFirst().position());
        }
        return patches;
    }
}
