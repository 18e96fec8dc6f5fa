package dev.plumbline.rendering.kustomize.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.config.Kustomization.Generator;
import dev.plumbline.rendering.kustomize.config.Kustomization.GeneratorOptions;
import dev.plumbline.rendering.kustomize.config.Kustomization.Generators;
import dev.plumbline.rendering.kustomize.config.Kustomization.ImageChange;
import dev.plumbline.rendering.kustomize.config.Kustomization.LabelSet;
import dev.plumbline.rendering.kustomize.config.Kustomization.Names;
import dev.plumbline.rendering.kustomize.config.Kustomization.Operands;
import dev.plumbline.rendering.kustomize.config.Kustomization.Patches;
import dev.plumbline.rendering.kustomize.config.Kustomization.ReplicaCount;
import dev.plumbline.rendering.kustomize.config.Kustomization.SortOrder;
import dev.plumbline.rendering.kustomize.config.Kustomization.Variable;
import dev.plumbline.rendering.kustomize.resource.Gvk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Reads a kustomization file, strictly: unknown fields and values of another type are errors with their line.
public final class KustomizationReader {
    private static final String KIND = "Kustomization";
    private static final String COMPONENT = "Component";
    private static final List<String> BINARY_ONLY = List.of("helmCharts", "helmGlobals", "helmChartInflationGenerator",
            "generators", "validators");

    private KustomizationReader() {
    }

    /// @param file path from the root of the tree, for messages
    /// @throws KustomizeProblem when the file is not a kustomization
    /// @throws UnsupportedField when only the real tool can do what it asks for
    public static Kustomization read(String file, byte[] bytes) {
        Fields fields = new Fields(mapping(file, bytes), "", file);
        for (String name : BINARY_ONLY) {
            if (fields.has(name)) {
                throw new UnsupportedField(name, fields.position(name));
            }
        }
        boolean component = kind(fields);
        fields.has("metadata");
        Kustomization kustomization = new Kustomization(file, component, operands(fields),
                new Names(fields.text("namespace"), fields.text("namePrefix"), fields.text("nameSuffix")),
                labels(fields), fields.textMap("commonLabels"), fields.textMap("commonAnnotations"), patches(fields),
                images(fields), replicas(fields), generators(fields), fields.objects("replacements"),
                variables(fields), sortOrder(fields), values(fields.texts("buildMetadata")));
        fields.refuseOthers();
        return kustomization;
    }

    private static Mapping mapping(String file, byte[] bytes) {
        try {
            YamlDocument document = YamlReader.single(bytes);
            if (document == null || Node.isNull(document.root())) {
                throw new KustomizeProblem("the kustomization is empty", new SourcePosition(file, 0));
            }
            if (!(document.root() instanceof Mapping mapping)) {
                throw new KustomizeProblem(
                        "a kustomization must be a mapping, is " + Node.kindName(document.root()),
                        new SourcePosition(file, document.line()));
            }
            if (isEmpty(mapping)) {
                throw new KustomizeProblem("the kustomization is empty", new SourcePosition(file, document.line()));
            }
            return mapping;
        } catch (YamlProblem e) {
            throw new KustomizeProblem("invalid Kustomization: " + e.getMessage(), new SourcePosition(file, e.line()));
        }
    }

    private static boolean isEmpty(Mapping mapping) {
        return mapping.entries().stream().allMatch(entry -> entry.name().equalsIgnoreCase("apiVersion")
                || entry.name().equalsIgnoreCase("kind") || Node.isNull(entry.value())
                || (entry.value() instanceof Scalar scalar && scalar.text().isEmpty()));
    }

    /// Whether it is a component.
    private static boolean kind(Fields fields) {
        String kind = fields.text("kind");
        if (!kind.isEmpty() && !kind.equals(KIND) && !kind.equals(COMPONENT)) {
            throw new KustomizeProblem("kind should be " + KIND + " or " + COMPONENT + ", is " + kind,
                    fields.position("kind"));
        }
        boolean component = kind.equals(COMPONENT);
        String wanted = "kustomize.config.k8s.io/" + (component ? "v1alpha1" : "v1beta1");
        String apiVersion = fields.text("apiVersion");
        if (!apiVersion.isEmpty() && !apiVersion.equals(wanted)) {
            throw new KustomizeProblem("apiVersion for " + (component ? COMPONENT : KIND) + " should be " + wanted
                    + ", is " + apiVersion, fields.position("apiVersion"));
        }
        return component;
    }

    private static Operands operands(Fields fields) {
        List<Text> resources = new ArrayList<>(fields.texts("resources"));
        resources.addAll(fields.texts("bases"));
        Map<String, String> openApi = fields.textMap("openapi");
        if (openApi.containsKey("version")) {
            throw new UnsupportedField("openapi.version", fields.position("openapi"));
        }
        Optional<Text> schema = Optional.ofNullable(openApi.get("path"))
                .map(path -> new Text(path, fields.position("openapi")));
        return new Operands(resources, fields.texts("components"), fields.texts("configurations"),
                fields.texts("crds"), fields.texts("transformers"), schema);
    }

    private static List<LabelSet> labels(Fields fields) {
        List<LabelSet> labels = new ArrayList<>();
        for (Fields set : fields.objects("labels")) {
            labels.add(new LabelSet(set.textMap("pairs"), set.flag("includeSelectors"), set.flag("includeTemplates"),
                    FieldConfigReader.fieldSpecs(set, "fields")));
            set.refuseOthers();
        }
        return labels;
    }

    private static Patches patches(Fields fields) {
        return new Patches(PatchReader.patches(fields, "patches"), fields.texts("patchesStrategicMerge"),
                PatchReader.patches(fields, "patchesJson6902"));
    }

    private static List<ImageChange> images(Fields fields) {
        List<ImageChange> images = new ArrayList<>();
        for (String name : List.of("images", "imageTags")) {
            for (Fields image : fields.objects(name)) {
                images.add(image(image));
            }
        }
        return images;
    }

    /// One entry of `images`.
    public static ImageChange image(Fields image) {
        ImageChange change = new ImageChange(image.text("name"), image.text("newName"), image.text("newTag"),
                image.text("digest"), image.text("tagSuffix"), image.position("name"));
        image.refuseOthers();
        return change;
    }

    private static List<ReplicaCount> replicas(Fields fields) {
        List<ReplicaCount> replicas = new ArrayList<>();
        for (Fields replica : fields.objects("replicas")) {
            replicas.add(replica(replica));
        }
        return replicas;
    }

    /// One entry of `replicas`.
    public static ReplicaCount replica(Fields replica) {
        BigInteger count = replica.wholeNumber("count").orElse(BigInteger.ZERO);
        if (count.bitLength() > 63) {
            throw new KustomizeProblem("replicas.count " + count + " is too large", replica.position("count"));
        }
        ReplicaCount result = new ReplicaCount(replica.text("name"), count.longValue(), replica.position("name"));
        replica.refuseOthers();
        return result;
    }

    private static Generators generators(Fields fields) {
        GeneratorOptions general = fields.object("generatorOptions").map(KustomizationReader::options)
                .orElse(GeneratorOptions.NONE);
        return new Generators(generators(fields, "configMapGenerator", general),
                generators(fields, "secretGenerator", general));
    }

    private static List<Generator> generators(Fields fields, String name, GeneratorOptions general) {
        List<Generator> generators = new ArrayList<>();
        for (Fields generator : fields.objects(name)) {
            GeneratorOptions own = generator.object("options").map(KustomizationReader::options)
                    .orElse(GeneratorOptions.NONE);
            List<Text> envs = new ArrayList<>(generator.texts("envs"));
            generator.optionalText("env").filter(env -> !env.isEmpty())
                    .ifPresent(env -> envs.add(new Text(env, generator.position("env"))));
            String type = name.equals("secretGenerator") ? generator.text("type") : "";
            generators.add(new Generator(generator.text("name"), generator.text("namespace"), type,
                    generator.text("behavior"), generator.texts("literals"), generator.texts("files"), envs,
                    merged(own, general), generator.position("name")));
            generator.refuseOthers();
        }
        return generators;
    }

    private static GeneratorOptions options(Fields options) {
        GeneratorOptions result = new GeneratorOptions(options.textMap("labels"), options.textMap("annotations"),
                options.flag("disableNameSuffixHash"), options.flag("immutable"));
        options.refuseOthers();
        return result;
    }

    /// A general `true` cannot be undone by a `false` of one generator.
    private static GeneratorOptions merged(GeneratorOptions own, GeneratorOptions general) {
        Map<String, String> labels = new TreeMap<>(general.labels());
        labels.putAll(own.labels());
        Map<String, String> annotations = new TreeMap<>(general.annotations());
        annotations.putAll(own.annotations());
        return new GeneratorOptions(labels, annotations, own.disableNameSuffixHash() || general.disableNameSuffixHash(),
                own.immutable() || general.immutable());
    }

    private static List<Variable> variables(Fields fields) {
        List<Variable> variables = new ArrayList<>();
        for (Fields variable : fields.objects("vars")) {
            Fields object = variable.object("objref").orElseGet(() -> new Fields(new Mapping(), "", fields.file()));
            String apiVersion = object.text("apiVersion");
            Gvk written = new Gvk(object.text("group"), object.text("version"), object.text("kind"));
            Gvk gvk = apiVersion.isEmpty() ? written : Gvk.of(apiVersion, written.kind());
            String path = variable.object("fieldref").map(fieldref -> fieldref.text("fieldPath")).orElse("");
            variables.add(new Variable(variable.text("name"),
                    new ResId(gvk, object.text("name"), object.text("namespace"), false),
                    path.isEmpty() ? "metadata.name" : path, variable.position("name")));
            object.refuseOthers();
            variable.refuseOthers();
        }
        return variables;
    }

    private static Optional<SortOrder> sortOrder(Fields fields) {
        return fields.object("sortOptions").map(options -> {
            String order = options.text("order");
            Optional<Fields> lists = options.object("legacySortOptions");
            if (!order.equals("legacy") && !order.equals("fifo")) {
                throw new KustomizeProblem("the field 'sortOptions.order' must be one of [fifo, legacy], is \"" + order
                        + "\"", options.position("order"));
            }
            if (order.equals("fifo") && lists.isPresent()) {
                throw new KustomizeProblem("the field 'sortOptions.legacySortOptions' is set but the selected sort "
                        + "order is 'fifo', not 'legacy'", options.position("legacySortOptions"));
            }
            options.refuseOthers();
            return new SortOrder(order.equals("legacy"), lists.isPresent(),
                    lists.map(list -> values(list.texts("orderFirst"))).orElse(List.of()),
                    lists.map(list -> values(list.texts("orderLast"))).orElse(List.of()));
        });
    }

    private static List<String> values(List<Text> texts) {
        return texts.stream().map(Text::value).toList();
    }
}
