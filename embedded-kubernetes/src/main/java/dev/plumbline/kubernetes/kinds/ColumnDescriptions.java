package dev.plumbline.kubernetes.kinds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.json.Json;

/// What the columns of the built-in kinds mean, from `column-descriptions.json` (written by
/// `tools/column_descriptions.py`), which is read when the first table is asked for.
final class ColumnDescriptions {
    private static final JsonNode TEXTS = read();

    private ColumnDescriptions() {
    }

    /// The column with its description, if it has none yet.
    ///
    /// @param kind `group/Kind`, without a group for core
    static Column described(String kind, Column column) {
        return column.description().isEmpty()
                ? new Column(column.name(), column.type(), column.format(),
                        TEXTS.path(kind).path(column.name()).asText(), column.priority())
                : column;
    }

    private static JsonNode read() {
        try (InputStream in = ColumnDescriptions.class
                .getResourceAsStream("/dev/plumbline/kubernetes/column-descriptions.json")) {
            return Json.readOwn(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("column-descriptions.json in the server's jar can't be read", e);
        }
    }
}
