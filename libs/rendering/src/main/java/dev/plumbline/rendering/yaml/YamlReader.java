package dev.plumbline.rendering.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Reads the documents of a YAML or JSON file as kyaml does: split at lines that begin with `---`, carriage returns
/// before line feeds dropped, only the first document of each part, aliases and merge keys replaced by what they name,
/// comments dropped.
public final class YamlReader {

    private YamlReader() {
    }

    /// @throws YamlProblem with the line in the file, where something cannot be read
    public static List<YamlDocument> documents(byte[] bytes) {
        return documents(decode(bytes));
    }

    /// As [#documents(byte\[\])] for a text that is no file of its own.
    public static List<YamlDocument> documents(String text) {
        List<YamlDocument> documents = new ArrayList<>();
        String unix = text.replace("\r\n", "\n");
        int from = 0;
        int line = 1;
        while (from >= 0) {
            int separator = separator(unix, from);
            String part = separator < 0 ? unix.substring(from) : unix.substring(from, separator + 1);
            YamlDocument document = document(part, line);
            if (document != null && !Node.isNull(document.root())) {
                documents.add(document);
            }
            line += lines(part) + 1;
            from = separator < 0 ? -1 : afterSeparator(unix, separator, line - 1);
        }
        return documents;
    }

    /// The first document of a text without splitting it, as configuration files are read; null when there is none.
    public static @Nullable YamlDocument single(byte[] bytes) {
        return document(decode(bytes), 1);
    }

    /// As [#single(byte\[\])] for a text that is no file of its own.
    public static @Nullable YamlDocument single(String text) {
        return document(text, 1);
    }

    /// The text of a file.
    ///
    /// @throws YamlProblem when it is not UTF-8
    public static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new YamlProblem("the text is not valid UTF-8", 0);
        }
    }

    private static @Nullable YamlDocument document(String part, int firstLine) {
        return NodeParser.document(part.startsWith("\uFEFF") ? part.substring(1) : part, firstLine);
    }

    /// The line break before the next separator line that is itself closed by a line break; -1 when there is none.
    private static int separator(String text, int from) {
        int at = text.indexOf("\n---", from);
        return at < 0 || text.indexOf('\n', at + 1) < 0 ? -1 : at;
    }

    private static int afterSeparator(String text, int separator, int line) {
        int end = text.indexOf('\n', separator + 1);
        String rest = text.substring(separator + 4, end).strip();
        if (!rest.isEmpty() && rest.charAt(0) != '#') {
            throw new YamlProblem("invalid document separator: ---" + rest, line);
        }
        return end + 1;
    }

    private static int lines(String text) {
        int lines = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            lines++;
        }
        return lines;
    }
}
