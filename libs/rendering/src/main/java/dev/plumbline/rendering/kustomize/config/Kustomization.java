package dev.plumbline.rendering.kustomize.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Selector;

/// One kustomization or component file: what it takes in and what it does to it. Deprecated fields are already folded
/// into their successors (`bases`, `imageTags`, `env`).
///
/// @param file path of the file from the root of the tree
public record Kustomization(String file, boolean isComponent, Operands operands, Names names, List<LabelSet> labels,
        Map<String, String> commonLabels, Map<String, String> commonAnnotations, Patches patches,
        List<ImageChange> images, List<ReplicaCount> replicas, Generators generators,
        List<Fields> replacements, List<Variable> variables, Optional<SortOrder> sortOrder,
        List<String> buildMetadata) {

    public Kustomization {
        labels = List.copyOf(labels);
        commonLabels = Map.copyOf(commonLabels);
        commonAnnotations = Map.copyOf(commonAnnotations);
        images = List.copyOf(images);
        replicas = List.copyOf(replicas);
        replacements = List.copyOf(replacements);
        variables = List.copyOf(variables);
        buildMetadata = List.copyOf(buildMetadata);
    }

    /// The other files that it names, relative to its own directory.
    ///
    /// @param transformers   files, directories or inline texts with configurations of built-in transformers
    /// @param openApi        file with a schema that replaces the built-in one
    public record Operands(List<Text> resources, List<Text> components, List<Text> configurations, List<Text> crds,
            List<Text> transformers, Optional<Text> openApi) {

        public Operands {
            resources = List.copyOf(resources);
            components = List.copyOf(components);
            configurations = List.copyOf(configurations);
            crds = List.copyOf(crds);
            transformers = List.copyOf(transformers);
        }
    }

    /// Empty texts change nothing.
    public record Names(String namespace, String prefix, String suffix) {
    }

    /// Labels to add, and where beyond the object's own metadata.
    public record LabelSet(Map<String, String> pairs, boolean includeSelectors, boolean includeTemplates,
            FieldSpecs fields) {

        public LabelSet {
            pairs = Map.copyOf(pairs);
        }
    }

    /// All patches, by the field that they stand in.
    public record Patches(List<Patch> patches, List<Text> strategicMerge, List<Patch> json6902) {

        public Patches {
            patches = List.copyOf(patches);
            strategicMerge = List.copyOf(strategicMerge);
            json6902 = List.copyOf(json6902);
        }
    }

    /// A patch given as a text or by a file.
    ///
    /// @param patch the text, empty when a path is given
    /// @param path  relative to the kustomization's directory, empty when a text is given
    public record Patch(String patch, String path, Optional<Selector> target, boolean allowNameChange,
            boolean allowKindChange, SourcePosition position) {
    }

    /// How to change images of a name; empty texts leave their part alone.
    ///
    /// @param name a regular expression, as in the real tool
    public record ImageChange(String name, String newName, String newTag, String digest, String tagSuffix,
            SourcePosition position) {
    }

    public record ReplicaCount(String name, long count, SourcePosition position) {
    }

    public record Generators(List<Generator> configMaps, List<Generator> secrets) {

        public Generators {
            configMaps = List.copyOf(configMaps);
            secrets = List.copyOf(secrets);
        }
    }

    /// A ConfigMap or Secret to make, with the general options already merged into its own.
    ///
    /// @param type of a Secret; empty for `Opaque`
    public record Generator(String name, String namespace, String type, String behavior, List<Text> literals,
            List<Text> files, List<Text> envs, GeneratorOptions options, SourcePosition position) {

        public Generator {
            literals = List.copyOf(literals);
            files = List.copyOf(files);
            envs = List.copyOf(envs);
        }
    }

    public record GeneratorOptions(Map<String, String> labels, Map<String, String> annotations,
            boolean disableNameSuffixHash, boolean immutable) {
        public static final GeneratorOptions NONE = new GeneratorOptions(Map.of(), Map.of(), false, false);

        public GeneratorOptions {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    /// A `$(NAME)` to be replaced by a field of an object.
    public record Variable(String name, ResId object, String fieldPath, SourcePosition position) {
    }

    /// The order of the output.
    ///
    /// @param legacy whether kinds are ordered, rather than objects kept as they were accumulated
    /// @param hasLists whether it gives its own lists of kinds; otherwise the built-in ones hold
    /// @param first    kinds that come first, in order
    /// @param last     kinds that come last, in order
    public record SortOrder(boolean legacy, boolean hasLists, List<String> first, List<String> last) {

        public SortOrder {
            first = List.copyOf(first);
            last = List.copyOf(last);
        }
    }
}
