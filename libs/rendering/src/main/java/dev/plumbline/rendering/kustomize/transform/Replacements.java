package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.config.Fields;
import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.config.PatchReader;
import dev.plumbline.rendering.kustomize.generate.FileContents;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.kustomize.resource.Selector;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Copies values from a field of one object to fields of others.
public final class Replacements implements Transformation {
    private static final String NAME = "metadata.name";
    private final List<Replacement> replacements;

    private Replacements(List<Replacement> replacements) {
        this.replacements = List.copyOf(replacements);
    }

    /// Where a value comes from: an object's field, or the text itself.
    private sealed interface Source {
        record Value(String text) implements Source {
        }

        record Field(ResId object, String path, Options options) implements Source {
        }
    }

    private record Replacement(Source source, List<Target> targets, SourcePosition position) {
    }

    private record Target(Selector select, List<Selector> reject, List<String> paths, Options options) {
    }

    /// @param delimiter splits the text; empty to take it whole
    private record Options(String delimiter, int index, boolean create) {
        private static final Options NONE = new Options("", 0, false);
    }

    /// Reads the entries of `replacements`, some of which may name files.
    public static Replacements read(List<Fields> entries, FileContents files) {
        List<Replacement> replacements = new ArrayList<>();
        for (Fields entry : entries) {
            String path = entry.text("path");
            if (path.isEmpty()) {
                replacements.add(replacement(entry));
            } else if (entry.has("source") || entry.has("targets") || entry.has("sourceValue")) {
                throw new KustomizeProblem("cannot specify both path and inline replacement", entry.position("path"));
            } else {
                for (Fields inFile : inFile(path, files.of(path, entry.position("path")), entry.position("path"))) {
                    replacements.add(replacement(inFile));
                }
            }
            entry.refuseOthers();
        }
        return new Replacements(replacements);
    }

    private static List<Fields> inFile(String path, byte[] bytes, SourcePosition asked) {
        try {
            YamlDocument document = YamlReader.single(bytes);
            if (document == null) {
                return List.of();
            }
            Mapping holder = new Mapping();
            holder.add(Scalar.untyped("replacements"), document.root(), document.line());
            Fields fields = new Fields(holder, "", path);
            return document.root() instanceof Sequence
                    ? fields.objects("replacements")
                    : fields.object("replacements").map(List::of).orElse(List.of());
        } catch (YamlProblem e) {
            throw new KustomizeProblem("replacement file " + path + " line " + e.line() + ": " + e.getMessage(), asked);
        }
    }

    private static Replacement replacement(Fields fields) {
        Optional<Fields> source = fields.object("source");
        Optional<String> value = fields.optionalText("sourceValue");
        List<Target> targets = new ArrayList<>();
        for (Fields target : fields.objects("targets")) {
            targets.add(target(target));
        }
        SourcePosition position = fields.position("source");
        if ((source.isEmpty() && value.isEmpty()) || !fields.has("targets")) {
            throw new KustomizeProblem("replacements must specify a source and at least one target", position);
        }
        if (source.isPresent() && value.isPresent()) {
            throw new KustomizeProblem("value and resource selectors are mutually exclusive", position);
        }
        Source from = value.<Source>map(Source.Value::new).orElseGet(() -> field(source.orElseThrow()));
        return new Replacement(from, targets, position);
    }

    private static Source field(Fields source) {
        String path = source.text("fieldPath");
        Source.Field field = new Source.Field(PatchReader.id(source), path.isEmpty() ? NAME : path,
                options(source));
        source.refuseOthers();
        return field;
    }

    private static Target target(Fields fields) {
        Fields select = fields.object("select").orElseThrow(
                () -> new KustomizeProblem("target must specify resources to select", fields.position("select")));
        List<Selector> reject = fields.objects("reject").stream().map(PatchReader::selector).toList();
        List<String> paths = fields.texts("fieldPaths").stream().map(Text::value).toList();
        Target target = new Target(PatchReader.selector(select), reject, paths.isEmpty() ? List.of(NAME) : paths,
                options(fields));
        fields.refuseOthers();
        return target;
    }

    private static Options options(Fields fields) {
        return fields.object("options").map(options -> {
            int index = options.wholeNumber("index").map(java.math.BigInteger::intValue).orElse(0);
            options.text("encoding");
            Options result = new Options(options.text("delimiter"), index, options.flag("create"));
            options.refuseOthers();
            return result;
        }).orElse(Options.NONE);
    }

    @Override
    public void apply(ResourceSet set) {
        List<Resource> resources = set.resources();
        for (Replacement replacement : replacements) {
            try {
                Node value = value(replacement.source, resources);
                replacement.targets.forEach(target -> copy(value, target, resources));
            } catch (KustomizeProblem e) {
                throw e.at(replacement.position);
            }
        }
    }

    private static Node value(Source source, List<Resource> resources) {
        return switch (source) {
            case Source.Value(String text) -> Scalar.untyped(text);
            case Source.Field(ResId object, String path, Options options) -> {
                Resource resource = selected(object, path, resources);
                Node value = DottedPath.lookup(resource.root(), DottedPath.split(path));
                if (value == null || Node.isMissingOrEmpty(value)) {
                    throw new KustomizeProblem("fieldPath `" + path + "` is missing for replacement source "
                            + resource);
                }
                yield part(value, options);
            }
        };
    }

    private static Resource selected(ResId wanted, String path, List<Resource> resources) {
        List<Resource> matching = resources.stream().filter(resource -> isSelected(unscoped(resource.id()), wanted)
                || resource.previousIds().stream().anyMatch(id -> isSelected(id, wanted))).toList();
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        throw new KustomizeProblem((matching.isEmpty() ? "nothing selected by " : "multiple matches for selector ")
                + wanted + ":" + path);
    }

    private static boolean isSelected(ResId id, ResId wanted) {
        return (wanted.name().isEmpty() || wanted.name().equals(id.name()))
                && (wanted.namespace().isEmpty() || wanted.isSameNamespace(id))
                && id.gvk().isSelectedBy(wanted.gvk());
    }

    private static ResId unscoped(ResId id) {
        return new ResId(id.gvk(), id.name(), id.namespace(), false);
    }

    private static Node part(Node value, Options options) {
        if (options.delimiter.isEmpty()) {
            return value;
        }
        if (!(value instanceof Scalar scalar)) {
            throw new KustomizeProblem("the delimiter option can only be used with single values");
        }
        List<String> parts = split(scalar.text(), options.delimiter);
        if (options.index < 0 || options.index >= parts.size()) {
            throw new KustomizeProblem("options.index " + options.index + " is out of bounds for value "
                    + scalar.text());
        }
        return scalar.withText(parts.get(options.index));
    }

    private static void copy(Node value, Target target, List<Resource> resources) {
        for (Resource resource : resources) {
            List<ResId> ids = new ArrayList<>(resource.previousIds());
            ids.addFirst(unscoped(resource.id()));
            boolean rejected = target.reject.stream().anyMatch(
                    reject -> (!reject.hasNoLabels() && reject.selectsLabels(resource))
                            || (!reject.hasNoId() && ids.stream().anyMatch(reject::selects)));
            if (!rejected && target.select.selectsLabels(resource) && ids.stream().anyMatch(target.select::selects)) {
                for (String path : target.paths) {
                    copy(value, resource, path, target.options);
                }
            }
        }
    }

    private static void copy(Node value, Resource resource, String path, Options options) {
        PathMatches matches = new PathMatches(options.create ? PathMatches.kindOf(value) : null,
                found -> replaced(found, value, options));
        int count = matches.replace(resource.root(), DottedPath.split(path), resource);
        if (count == 0) {
            throw new KustomizeProblem("unable to find " + (options.create ? "or create " : "") + "field \"" + path
                    + "\" in replacement target " + resource);
        }
    }

    private static Node replaced(Node found, Node value, Options options) {
        Node copied = value.copy();
        if (!options.delimiter.isEmpty()) {
            if (!(found instanceof Scalar scalar)) {
                throw new KustomizeProblem("the delimiter option can only be used with single values");
            }
            copied = Scalar.untyped(inserted(scalar.text(), Node.text(value), options));
        }
        return found instanceof Scalar scalar ? scalar.withText(Node.text(copied)) : copied;
    }

    private static String inserted(String text, String value, Options options) {
        List<String> parts = split(text, options.delimiter);
        if (options.index < 0) {
            parts.addFirst(value);
        } else if (options.index >= parts.size()) {
            parts.add(value);
        } else {
            parts.set(options.index, value);
        }
        return String.join(options.delimiter, parts);
    }

    private static List<String> split(String text, @Nullable String delimiter) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        String separator = String.valueOf(delimiter);
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
