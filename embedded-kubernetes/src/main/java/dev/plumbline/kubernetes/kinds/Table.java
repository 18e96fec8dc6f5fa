package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// The columns that kubectl shows of a kind, each with how its cell is read from an object.
///
/// Immutable; begins with the name. Columns after [#wide()] are shown with `-o wide` only. What a column means is looked
/// up by [Rules] when a table is asked for.
final class Table {
    private final List<Column> columns;
    private final List<Function<ObjectNode, JsonNode>> cells;
    private final int priority;

    private Table(List<Column> columns, List<Function<ObjectNode, JsonNode>> cells, int priority) {
        this.columns = columns;
        this.cells = cells;
        this.priority = priority;
    }

    /// A table that shows names.
    static Table named() {
        return new Table(List.of(), List.of(), 0).with(new Column("Name", "string", "name", GenericColumns.NAME, 0),
                object -> TextNode.valueOf(Trees.text(object, "metadata", "name")));
    }

    /// A table that shows names, and which object is marked as the default one by an annotation.
    static Table named(String defaultAnnotation) {
        return new Table(List.of(), List.of(), 0).with(new Column("Name", "string", "name", GenericColumns.NAME, 0),
                object -> {
                    boolean isDefault = Trees.text(object, "metadata", "annotations", defaultAnnotation).equals("true");
                    return TextNode.valueOf(Trees.text(object, "metadata", "name") + (isDefault ? " (default)" : ""));
                });
    }

    Table text(String name, Function<ObjectNode, String> cell) {
        return with(new Column(name, "string", "", "", priority), object -> TextNode.valueOf(cell.apply(object)));
    }

    /// A column of the text at a path, `otherwise` where there is none.
    Table path(String name, String otherwise, String... path) {
        return text(name, object -> {
            String text = Trees.text(object, path);
            return text.isEmpty() ? otherwise : text;
        });
    }

    Table number(String name, Function<ObjectNode, Integer> cell) {
        return with(new Column(name, "integer", "", "", priority), object -> IntNode.valueOf(cell.apply(object)));
    }

    /// A column of the whole number at a path, 0 where there is none.
    Table count(String name, String... path) {
        return number(name, object -> Trees.at(object, path).asInt(0));
    }

    /// A column that is declared as text though its cells are numbers or booleans, as several of the real server's are.
    Table value(String name, Function<ObjectNode, JsonNode> cell) {
        return with(new Column(name, "string", "", "", priority), cell);
    }

    /// As [#count], declared as text.
    Table countAsText(String name, String... path) {
        return value(name, object -> IntNode.valueOf(Trees.at(object, path).asInt(0)));
    }

    Table flag(String name, Function<ObjectNode, Boolean> cell) {
        return with(new Column(name, "boolean", "", "", priority), object -> BooleanNode.valueOf(cell.apply(object)));
    }

    /// The same table, whose last column is declared with another type or format than its cells have.
    Table declaredAs(String type, String format) {
        List<Column> changed = new ArrayList<>(columns);
        Column last = changed.removeLast();
        changed.add(new Column(last.name(), type, format, last.description(), last.priority()));
        return new Table(List.copyOf(changed), cells, priority);
    }

    /// A table that shows no name first.
    static Table empty() {
        return new Table(List.of(), List.of(), 0);
    }

    /// The name where it does not come first.
    Table nameText() {
        return with(new Column("Name", "string", "name", GenericColumns.NAME, priority),
                object -> TextNode.valueOf(Trees.text(object, "metadata", "name")));
    }

    /// When the object was made, as kubectl prints it.
    Table age() {
        return with(new Column("Age", "string", "", GenericColumns.CREATED, priority), object -> TextNode.valueOf(
                Ages.since(Trees.text(object, "metadata", "creationTimestamp"))));
    }

    /// The same table, whose further columns are for `-o wide`.
    Table wide() {
        return new Table(columns, cells, 1);
    }

    /// The same table, whose further columns are always shown.
    Table shown() {
        return new Table(columns, cells, 0);
    }

    private Table with(Column column, Function<ObjectNode, JsonNode> cell) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        List<Function<ObjectNode, JsonNode>> moreCells = new ArrayList<>(cells);
        moreCells.add(cell);
        return new Table(List.copyOf(more), List.copyOf(moreCells), priority);
    }

    List<Column> columns() {
        return columns;
    }

    List<JsonNode> cells(ObjectNode object) {
        return cells.stream().map(cell -> cell.apply(object)).toList();
    }
}
