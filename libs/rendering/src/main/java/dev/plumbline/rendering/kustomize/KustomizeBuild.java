package dev.plumbline.rendering.kustomize;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.config.BuiltinFields;
import dev.plumbline.rendering.kustomize.config.FieldConfig;
import dev.plumbline.rendering.kustomize.config.FieldConfigReader;
import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.config.Kustomization;
import dev.plumbline.rendering.kustomize.config.Kustomization.Generator;
import dev.plumbline.rendering.kustomize.generate.ContentHash;
import dev.plumbline.rendering.kustomize.generate.DataGenerator;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceReader;
import dev.plumbline.rendering.kustomize.transform.CrdFields;
import dev.plumbline.rendering.kustomize.transform.MergeSchema;
import dev.plumbline.rendering.kustomize.transform.NameReferences;
import dev.plumbline.rendering.kustomize.transform.VariableSubstitution;
import dev.plumbline.rendering.source.SourceTree;
import dev.plumbline.rendering.yaml.Yaml11Values;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// One build of a kustomization, from its directory to the objects in the order of the output.
public final class KustomizeBuild {
    private static final String LOCAL_CONFIG = "config.kubernetes.io/local-config";
    private final SourceTree tree;
    private final Map<String, Kustomization> loaded = new HashMap<>();
    private MergeSchema schema = MergeSchema.builtin();
    private boolean ownSchema;

    public KustomizeBuild(SourceTree tree) {
        this.tree = tree;
    }

    /// Whether a directory holds a kustomization.
    public static boolean isKustomization(SourceTree tree, String directory) {
        return !KustomizationFolder.kustomizationFiles(tree, directory).isEmpty();
    }

    /// The objects of the kustomization in a directory.
    ///
    /// @throws KustomizeProblem when the real tool would fail as well
    /// @throws dev.plumbline.rendering.kustomize.config.UnsupportedField when only the real tool can build it; nothing
    ///                     has been built then
    public List<Resource> build(String directory) {
        KustomizationFolder folder = new KustomizationFolder(tree, directory, List.of(directory));
        Kustomization kustomization = load(folder);
        refuseUnsupported(folder, kustomization, new HashSet<>());
        Tracking tracking = new Tracking(kustomization.buildMetadata(), directory);
        useSchema(folder, kustomization);
        Accumulation accumulation = new Accumulation();
        accumulate(folder, kustomization, accumulation, tracking);
        for (Resource resource : accumulation.resources().resources()) {
            if (resource.isHashed()) {
                String hash = ContentHash.of(resource);
                resource.rememberId();
                resource.setName(resource.name() + "-" + hash);
            }
        }
        new NameReferences(accumulation.config().nameReferences()).apply(accumulation.resources());
        VariableSubstitution.of(accumulation.variables(), accumulation.resources(),
                accumulation.config().varReference()).apply(accumulation.resources());
        accumulation.resources().resources().forEach(Resource::requireIdentity);
        accumulation.resources().removeIf(KustomizeBuild::isLocalConfig);
        OutputOrder.apply(kustomization.sortOrder(), accumulation.resources());
        List<Resource> resources = accumulation.resources().resources();
        resources.forEach(tracking::finish);
        return resources;
    }

    private Kustomization load(KustomizationFolder folder) {
        Kustomization known = loaded.get(folder.path());
        if (known == null) {
            known = folder.load();
            loaded.put(folder.path(), known);
        }
        return known;
    }

    /// Looks through all bases and components before anything is built. What is wrong with them otherwise is left to
    /// the build, which says it better.
    private void refuseUnsupported(KustomizationFolder folder, Kustomization kustomization, Set<String> seen) {
        if (!seen.add(folder.path())) {
            return;
        }
        List<List<Text>> lists = List.of(kustomization.operands().resources(), kustomization.operands().components());
        for (List<Text> list : lists) {
            for (Text entry : list) {
                if (folder.isFolder(entry.value())) {
                    lookInto(folder, entry, seen);
                }
            }
        }
    }

    private void lookInto(KustomizationFolder folder, Text entry, Set<String> seen) {
        KustomizationFolder below;
        Kustomization kustomization;
        try {
            below = folder.folder(entry);
            kustomization = load(below);
        } catch (KustomizeProblem e) {
            return;
        }
        refuseUnsupported(below, kustomization, seen);
    }

    private void accumulate(KustomizationFolder folder, Kustomization kustomization, Accumulation into,
            Tracking tracking) {
        Kustomization.Operands operands = kustomization.operands();
        for (Text entry : operands.resources()) {
            addResource(folder, entry, into, tracking);
        }
        into.mergeConfig(fields(folder, operands.configurations()));
        for (Text entry : operands.crds()) {
            into.mergeConfig(CrdFields.read(value(folder, entry), entry.position()));
        }
        for (Generator generator : kustomization.generators().configMaps()) {
            absorb(DataGenerator.configMap(generator, folder), "ConfigMapGenerator", kustomization, into, tracking);
        }
        for (Generator generator : kustomization.generators().secrets()) {
            absorb(DataGenerator.secret(generator, folder), "SecretGenerator", kustomization, into, tracking);
        }
        for (Text entry : operands.components()) {
            addFolder(folder, entry, true, into, tracking);
        }
        transform(folder, kustomization, into, tracking);
        into.addVariables(kustomization.variables());
    }

    private static FieldConfig fields(KustomizationFolder folder, List<Text> configurations) {
        if (configurations.isEmpty()) {
            return BuiltinFields.CONFIG;
        }
        FieldConfig own = FieldConfig.EMPTY;
        for (Text entry : configurations) {
            own = own.merge(FieldConfigReader.read(folder.file(entry.value(), entry.position()),
                    folder.of(entry.value(), entry.position())));
        }
        return BuiltinFields.CONFIG.merge(own);
    }

    private static void absorb(Resource generated, String plugin, Kustomization kustomization, Accumulation into,
            Tracking tracking) {
        tracking.generated(generated, plugin, kustomization.file());
        into.resources().absorb(generated);
    }

    private void addResource(KustomizationFolder folder, Text entry, Accumulation into, Tracking tracking) {
        if (folder.isFolder(entry.value()) || KustomizationFolder.isRemote(entry.value())) {
            addFolder(folder, entry, false, into, tracking);
            return;
        }
        String file = folder.file(entry.value(), entry.position());
        for (Resource resource : ResourceReader.read(file, folder.of(entry.value(), entry.position()))) {
            tracking.read(resource, file);
            into.resources().append(resource);
        }
    }

    private void addFolder(KustomizationFolder folder, Text entry, boolean component, Accumulation into,
            Tracking tracking) {
        KustomizationFolder below = folder.folder(entry);
        Kustomization kustomization;
        try {
            kustomization = load(below);
        } catch (KustomizeProblem e) {
            throw e.at(entry.position());
        }
        useSchema(below, kustomization);
        if (component != kustomization.isComponent()) {
            throw new KustomizeProblem("expected kind " + (component ? "'Component'" : "!= 'Component'")
                    + " for path '" + below.path() + "' but got '"
                    + (component ? "Kustomization" : "Component") + "'", entry.position());
        }
        if (component) {
            // a component works on what its parent has gathered
            accumulate(below, kustomization, into, tracking);
            return;
        }
        Accumulation base = new Accumulation();
        accumulate(below, kustomization, base, tracking);
        into.merge(base);
    }

    private void transform(KustomizationFolder folder, Kustomization kustomization, Accumulation into,
            Tracking tracking) {
        List<Directives.Named> named = new Directives(folder, kustomization, into.config(), schema).inOrder();
        for (Directives.Named directive : named) {
            directive.transformation().apply(into.resources());
            into.resources().resources()
                    .forEach(resource -> tracking.transformed(resource, directive.plugin(), kustomization.file()));
            into.resources().dropGone();
        }
        new TransformerFiles(folder, schema, this::folderResources).apply(kustomization.operands().transformers(),
                into.resources(), tracking);
    }

    private List<Resource> folderResources(KustomizationFolder folder, Text entry) {
        Accumulation accumulation = new Accumulation();
        addResource(folder, entry, accumulation, new Tracking(List.of(), ""));
        return accumulation.resources().resources();
    }

    /// The first schema that is met on the way holds for the whole build.
    private void useSchema(KustomizationFolder folder, Kustomization kustomization) {
        Optional<Text> path = kustomization.operands().openApi();
        if (path.isPresent() && !ownSchema) {
            schema = new MergeSchema(value(folder, path.get()));
            ownSchema = true;
        }
    }

    private static JsonNode value(KustomizationFolder folder, Text entry) {
        String file = folder.file(entry.value(), entry.position());
        try {
            YamlDocument document = YamlReader.single(folder.of(entry.value(), entry.position()));
            if (document == null) {
                throw new KustomizeProblem("the file '" + file + "' is empty", entry.position());
            }
            return Yaml11Values.of(document.root());
        } catch (YamlProblem e) {
            throw new KustomizeProblem(String.valueOf(e.getMessage()),
                    new SourcePosition(file, e.line()));
        }
    }

    private static boolean isLocalConfig(Resource resource) {
        String value = resource.annotations().get(LOCAL_CONFIG);
        return value != null && !value.equals("false");
    }
}
