package dev.plumbline.rendering.kustomize.generate;

import java.util.Map;
import java.util.TreeMap;

import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.config.Kustomization.Generator;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Collects the entries of a generated object from literals, files and env files.
final class DataSources {
    private final FileContents contents;
    private final Generator generator;
    private final Map<String, byte[]> entries = new TreeMap<>();

    private DataSources(Generator generator, FileContents contents) {
        this.generator = generator;
        this.contents = contents;
    }

    /// The entries, sorted by key.
    static Map<String, byte[]> collect(Generator generator, FileContents contents) {
        DataSources sources = new DataSources(generator, contents);
        generator.envs().forEach(sources::addEnv);
        generator.literals().forEach(sources::addLiteral);
        generator.files().forEach(sources::addFile);
        return sources.entries;
    }

    private void addLiteral(Text literal) {
        String text = literal.value();
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new KustomizeProblem("invalid literal source " + text + ", expected key=value", literal.position());
        }
        add(text.substring(0, equals), utf8(withoutQuotes(text.substring(equals + 1))), literal);
    }

    private void addFile(Text file) {
        String text = file.value();
        int equals = text.indexOf('=');
        String key = equals < 0 ? SourcePaths.name(text) : text.substring(0, equals);
        String path = text.substring(equals + 1);
        if (equals >= 0 && (key.isEmpty() || path.isEmpty() || path.indexOf('=') >= 0)) {
            throw new KustomizeProblem("invalid file source " + text + ", expected path or key=path",
                    file.position());
        }
        add(key, contents.of(path, file.position()), file);
    }

    private void addEnv(Text env) {
        String text;
        try {
            text = YamlReader.decode(contents.of(env.value(), env.position()));
        } catch (YamlProblem e) {
            throw new KustomizeProblem("env file " + env.value() + ": " + e.getMessage(), env.position());
        }
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (String rawLine : unmarked.split("\n", -1)) {
            String withoutReturn = rawLine.endsWith("\r") ? rawLine.substring(0, rawLine.length() - 1) : rawLine;
            String line = withoutReturn.stripLeading();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                int equals = line.indexOf('=');
                String key = equals < 0 ? line : line.substring(0, equals);
                if (!key.isEmpty()) {
                    add(key, utf8(equals < 0 ? "" : line.substring(equals + 1)), env);
                }
            }
        }
    }

    private void add(String key, byte[] value, Text source) {
        if (entries.putIfAbsent(key, value) != null) {
            throw new KustomizeProblem("the generator " + generator.name() + " illegally repeats the key `" + key
                    + "`", source.position());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String withoutQuotes(String text) {
        boolean quoted = text.length() > 1 && text.charAt(0) == text.charAt(text.length() - 1)
                && (text.charAt(0) == '"' || text.charAt(0) == '\'');
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
