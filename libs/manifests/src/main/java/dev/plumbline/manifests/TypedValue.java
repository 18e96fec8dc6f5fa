package dev.plumbline.manifests;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/// A value together with its type: merged, compared and cut by the rules of structured-merge-diff v6.
///
/// Values are never changed; results may share nodes with their sources.
///
/// @param value usually an object; null is an object that does not exist yet
public record TypedValue(JsonNode value, Schema schema) {

    /// What is wrong with the value, as Kubernetes says it (`.spec.size: expected numeric (int or float), got string`);
    /// empty for a valid value.
    public List<String> problems() {
        return new Validation(false).problems(value, schema);
    }

    /// Like [#problems()], but items of keyed lists and sets may repeat: live objects can hold such lists.
    public List<String> problemsExceptDuplicates() {
        return new Validation(true).problems(value, schema);
    }

    /// Every leaf and every list item that the value mentions: what its applier owns.
    public FieldSet fields() {
        return FieldsOfValue.of(value, schema);
    }

    /// This value with everything that `applied` says; nothing is removed, and items of keyed lists follow the order of
    /// `applied` where it names them.
    ///
    /// @throws IllegalArgumentException if a keyed list of `applied` repeats a key
    public TypedValue merge(JsonNode applied) {
        JsonNode merged = Merge.merge(value, applied, schema);
        return with(merged == null ? NullNode.instance : merged);
    }

    /// What `after` adds to, changes in and removes from this value.
    public Comparison compare(JsonNode after) {
        return new ComparisonWalk().compare(value, after, schema);
    }

    /// This value without the fields and items of the set.
    public TypedValue without(FieldSet set) {
        return with(Removal.without(value, schema, set));
    }

    /// Only the fields and items of the set, and the keys of those items: what an owner says about a live object.
    public TypedValue only(FieldSet set) {
        return with(Extraction.only(value, schema, set));
    }

    /// The set together with every declared field above one of its paths.
    public FieldSet withDeclaredParents(FieldSet set) {
        return FieldSetTypes.withDeclaredParents(set, schema);
    }

    /// The set after this type has changed since it was written: where a map or list became atomic, its owner owns all
    /// of it.
    public FieldSet reconciled(FieldSet set) {
        return FieldSetTypes.reconciled(set, schema);
    }

    private TypedValue with(JsonNode other) {
        return new TypedValue(other, schema);
    }

    /// The three parts of a comparison; no path is in two of them.
    public record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
        public boolean isSame() {
            return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
        }

        /// Without the given paths and everything below them.
        public Comparison excluding(FieldSet ignored) {
            return new Comparison(added.recursiveDifference(ignored), modified.recursiveDifference(ignored),
                    removed.recursiveDifference(ignored));
        }
    }
}
