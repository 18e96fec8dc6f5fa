package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

/// A [Strategy] put together from parts: each kind names the parts that it has.
///
/// Written once while [Strategies] is loaded, read-only afterwards.
final class Rules implements Strategy {
    private NameRule names = NameRule.DNS_SUBDOMAIN;
    private boolean generation;
    private boolean createsOnUpdate;
    private Defaults defaults = Defaults.NONE;
    private Consumer<ObjectNode> creation = object -> {
    };
    private BiConsumer<ObjectNode, ObjectNode> update = (object, old) -> {
    };
    private BiConsumer<ObjectNode, ObjectNode> statusUpdate = (object, old) -> {
    };
    private BiConsumer<ObjectNode, ObjectNode> approval = (object, old) -> {
    };
    private Consumer<Field> check = object -> {
    };
    private Consumer<Field> creationCheck = object -> {
    };
    private BiConsumer<Field, ObjectNode> updateCheck = (object, old) -> {
    };
    private Consumer<Field> statusCheck = object -> {
    };
    private BiFunction<ObjectNode, OptionalLong, OptionalLong> gracePeriod = (object, asked) -> OptionalLong.empty();
    private BiFunction<ObjectNode, @Nullable ObjectNode, List<String>> warnings = (object, old) -> List.of();
    private Function<ObjectNode, Map<String, String>> fields = object -> Map.of();
    private Function<ObjectNode, Optional<ObjectNode>> completion = object -> Optional.empty();
    private @Nullable Table table;
    private String described = "";
    private boolean orphans;
    private boolean hasDependents = true;
    private List<String> deletionWarnings = List.of();

    /// The kind counts changes of its spec in `metadata.generation`.
    Rules generation() {
        generation = true;
        return this;
    }

    Rules names(NameRule rule) {
        names = rule;
        return this;
    }

    Rules createdByPut() {
        createsOnUpdate = true;
        return this;
    }

    Rules defaults(Defaults value) {
        defaults = value;
        return this;
    }

    Rules onCreate(Consumer<ObjectNode> step) {
        creation = creation.andThen(step);
        return this;
    }

    Rules onUpdate(BiConsumer<ObjectNode, ObjectNode> step) {
        update = update.andThen(step);
        return this;
    }

    Rules onStatusUpdate(BiConsumer<ObjectNode, ObjectNode> step) {
        statusUpdate = statusUpdate.andThen(step);
        return this;
    }

    Rules onApproval(BiConsumer<ObjectNode, ObjectNode> step) {
        approval = step;
        return this;
    }

    Rules check(Consumer<Field> step) {
        check = check.andThen(step);
        return this;
    }

    /// What only a new object must fulfil.
    Rules checkCreation(Consumer<Field> step) {
        creationCheck = creationCheck.andThen(step);
        return this;
    }

    /// What an update may not do, beyond what holds for each state.
    Rules checkUpdate(BiConsumer<Field, ObjectNode> step) {
        updateCheck = updateCheck.andThen(step);
        return this;
    }

    Rules checkStatus(Consumer<Field> step) {
        statusCheck = step;
        return this;
    }

    /// Dependents stay, and `warning`, if it is not empty, says so.
    Rules orphaning(String warning) {
        orphans = true;
        deletionWarnings = warning.isEmpty() ? List.of() : List.of(warning);
        return this;
    }

    /// Nothing belongs to objects of the kind, whatever a DELETE says of dependents.
    Rules withoutDependents() {
        hasDependents = false;
        return this;
    }

    /// @param seconds of an object and of what a DELETE asks for
    Rules gracePeriod(BiFunction<ObjectNode, OptionalLong, OptionalLong> seconds) {
        gracePeriod = seconds;
        return this;
    }

    Rules warn(BiFunction<ObjectNode, @Nullable ObjectNode, List<String>> texts) {
        warnings = texts;
        return this;
    }

    Rules selectable(Function<ObjectNode, Map<String, String>> values) {
        fields = values;
        return this;
    }

    Rules completed(Function<ObjectNode, Optional<ObjectNode>> condition) {
        completion = condition;
        return this;
    }

    Rules table(Table value) {
        table = value;
        return this;
    }

    /// Under which kind the meaning of the columns is looked up, unless it was said before.
    Rules describedAs(String kind) {
        described = described.isEmpty() ? kind : described;
        return this;
    }

    @Override
    public NameRule names() {
        return names;
    }

    @Override
    public boolean tracksGeneration() {
        return generation;
    }

    @Override
    public boolean createsOnUpdate() {
        return createsOnUpdate;
    }

    @Override
    public boolean orphansByDefault() {
        return orphans;
    }

    @Override
    public List<String> deletionWarnings() {
        return deletionWarnings;
    }

    @Override
    public boolean hasDependents() {
        return hasDependents;
    }

    @Override
    public OptionalLong gracePeriodSeconds(ObjectNode object, OptionalLong asked) {
        return gracePeriod.apply(object, asked);
    }

    @Override
    public void setDefaults(ObjectNode object) {
        defaults.apply(object);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        creation.accept(object);
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        Field root = Field.root(object, causes);
        check.accept(root);
        creationCheck.accept(root);
        return causes;
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        update.accept(object, old);
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        List<Cause> causes = new ArrayList<>();
        Field root = Field.root(object, causes);
        check.accept(root);
        updateCheck.accept(root, old);
        return causes;
    }

    @Override
    public void prepareForStatusUpdate(ObjectNode object, ObjectNode old) {
        statusUpdate.accept(object, old);
    }

    @Override
    public List<Cause> validateStatusUpdate(ObjectNode object, ObjectNode old) {
        List<Cause> causes = new ArrayList<>();
        statusCheck.accept(Field.root(object, causes));
        return causes;
    }

    @Override
    public void prepareForApproval(ObjectNode object, ObjectNode old) {
        approval.accept(object, old);
    }

    @Override
    public List<String> warnings(ObjectNode object, @Nullable ObjectNode old) {
        return warnings.apply(object, old);
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode object) {
        return fields.apply(object);
    }

    @Override
    public List<Column> columns() {
        return table == null
                ? GenericColumns.COLUMNS
                : table.columns().stream().map(column -> ColumnDescriptions.described(described, column)).toList();
    }

    @Override
    public Optional<ObjectNode> completion(ObjectNode object) {
        return completion.apply(object);
    }

    @Override
    public List<JsonNode> cells(ObjectNode object) {
        return table == null ? Strategy.super.cells(object) : table.cells(object);
    }
}
