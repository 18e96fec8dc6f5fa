package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads YAML and JSON as Kubernetes' own tools do (sigs.k8s.io/yaml on go-yaml v2).
///
/// That is YAML 1.1 with Go's habits: `yes`, `on` and `n` are booleans, also as keys; `017`, `0o17` and `0x1F` are
/// numbers; `1.0` is `1`; timestamps and sexagesimals stay strings; `<<` merges; the last of repeated keys counts.
public final class YamlReader {
    private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
    private static final int MAX_ALIASES = 100_000;

    private YamlReader() {
    }

    /// All documents of a stream, also the empty ones between separators.
    ///
    /// @param file names the source in errors
    /// @throws ManifestException if the text is not well-formed
    public static List<YamlDocument> readAll(String file, String text) {
        List<YamlDocument> documents = new ArrayList<>();
        try {
            for (Node node : compose(file).composeAllFromString(withoutTabs(text))) {
                documents.add(new YamlNodes(file).document(node));
            }
        } catch (YamlEngineException e) {
            throw malformed(file, e);
        } catch (StackOverflowError _) {
            throw tooDeep(file);
        }
        return documents;
    }

    /// The first document; empty if there is none.
    ///
    /// @throws ManifestException if the first document is not well-formed
    public static Optional<YamlDocument> readFirst(String file, String text) {
        try {
            for (Node node : compose(file).composeAllFromString(withoutTabs(text))) {
                return Optional.of(new YamlNodes(file).document(node));
            }
        } catch (YamlEngineException e) {
            throw malformed(file, e);
        } catch (StackOverflowError _) {
            throw tooDeep(file);
        }
        return Optional.empty();
    }

    /// JSON may be indented with tabs, YAML may not; inside of JSON's strings no bare tab is allowed.
    private static String withoutTabs(String text) {
        String trimmed = text.stripLeading();
        boolean json = trimmed.startsWith("{") || trimmed.startsWith("[");
        if (!json || text.indexOf('\t') < 0) {
            return text;
        }
        StringBuilder spaced = new StringBuilder(text);
        boolean quoted = false;
        for (int i = 0; i < spaced.length(); i++) {
            char character = spaced.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (quoted && character == '\\') {
                i++;
            } else if (!quoted && character == '\t') {
                spaced.setCharAt(i, ' ');
            }
        }
        return spaced.toString();
    }

    private static Compose compose(String file) {
        return new Compose(LoadSettings.builder().setLabel(file).setSchema(new PlainSchema())
                .setAllowDuplicateKeys(true).setCodePointLimit(MAX_CHARACTERS).setMaxAliasesForCollections(MAX_ALIASES)
                .setUseMarks(true).build());
    }

    private static ManifestException malformed(String file, YamlEngineException e) {
        Optional<Mark> mark = e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                : Optional.empty();
        String problem = e instanceof MarkedYamlEngineException marked && marked.getProblem() != null
                ? marked.getProblem()
                : String.valueOf(e.getMessage());
        int line = mark.map(at -> at.getLine() + 1).orElse(1);
        return new ManifestException(new SourcePosition(file, line), "the YAML is not well-formed: " + said(problem));
    }

    /// The parser goes down one call a level; nothing else of the process suffers when a document exhausts them.
    private static ManifestException tooDeep(String file) {
        return new ManifestException(new SourcePosition(file, 1), "the YAML is nested too deeply to be read");
    }

    private static String said(String problem) {
        return problem.contains("TAB") || problem.contains("'\\t(") ? "a tab can't indent YAML; use spaces" : problem;
    }
}
