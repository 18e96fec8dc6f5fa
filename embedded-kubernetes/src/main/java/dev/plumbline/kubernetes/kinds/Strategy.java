package dev.plumbline.kubernetes.kinds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.kubernetes.api.Cause;

/// What is particular to one kind when its objects are written and shown.
///
/// The server has checked types before it calls: objects hold only declared fields, of their declared types, without
/// nulls; a struct that Go always writes (`resources`, `status`) is there as `{}`. `metadata` is checked and kept by
/// the server for all kinds (name by [#names()], uid, generation, immutability). Methods that return nothing change
/// the object given first in place; `old` is never changed.
///
/// Order on create: `setDefaults`, `prepareForCreate`, `validate`, `warnings`. On update: `setDefaults`,
/// `prepareForUpdate`, `validateUpdate`, `warnings`. On an update of `/status`: `setDefaults`,
/// `prepareForStatusUpdate`, `validateStatusUpdate`; all but `status` (and a few fields of metadata) was taken from
/// `old` before.
public interface Strategy {

    /// What the kind allows as a name.
    default NameRule names() {
        return NameRule.DNS_SUBDOMAIN;
    }

    /// Whether the server keeps `metadata.generation`: 1 on create, one more whenever anything but metadata and
    /// status changes.
    default boolean tracksGeneration() {
        return false;
    }

    /// Whether a PUT of a missing object creates it.
    default boolean createsOnUpdate() {
        return false;
    }

    /// Whether a status in a POST is kept; otherwise it is reset where the kind has a status subresource.
    default boolean keepsStatusOnCreate() {
        return false;
    }

    /// Whether dependents stay when a DELETE does not say what becomes of them.
    default boolean orphansByDefault() {
        return false;
    }

    /// What a DELETE that does not say what becomes of dependents is warned of.
    default List<String> deletionWarnings() {
        return List.of();
    }

    /// Whether a DELETE can wait for dependents or leave them behind.
    default boolean hasDependents() {
        return true;
    }

    /// Seconds between a DELETE and the end of the object; empty: the kind knows no such time and the object goes at once.
    ///
    /// @param asked what the DELETE says
    default OptionalLong gracePeriodSeconds(ObjectNode object, OptionalLong asked) {
        return OptionalLong.empty();
    }

    /// Fills in what the kind takes for granted.
    default void setDefaults(ObjectNode object) {
    }

    /// Sets or drops what a creator may not decide.
    default void prepareForCreate(ObjectNode object) {
    }

    /// Everything that is wrong with a new object.
    default List<Cause> validate(ObjectNode object) {
        return List.of();
    }

    /// Sets or drops what a writer may not decide, such as fields of other subresources.
    default void prepareForUpdate(ObjectNode object, ObjectNode old) {
    }

    /// Everything that is wrong with a changed object, including what [#validate] finds.
    default List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        return validate(object);
    }

    /// As [#prepareForUpdate], for the status subresource.
    default void prepareForStatusUpdate(ObjectNode object, ObjectNode old) {
    }

    /// Everything that is wrong with a changed status.
    default List<Cause> validateStatusUpdate(ObjectNode object, ObjectNode old) {
        return List.of();
    }

    /// As [#prepareForUpdate], for the approval subresource of certificate requests.
    default void prepareForApproval(ObjectNode object, ObjectNode old) {
    }

    /// Texts for Warning headers, without code and quotes; `old` is null on create.
    default List<String> warnings(ObjectNode object, @Nullable ObjectNode old) {
        return List.of();
    }

    /// Fields that a fieldSelector may name besides `metadata.name` and `metadata.namespace`, with the object's
    /// values. For an empty object it still names them all.
    default Map<String, String> selectableFields(ObjectNode object) {
        return Map.of();
    }

    /// Columns of the kind's tables.
    default List<Column> columns() {
        return GenericColumns.COLUMNS;
    }

    /// The condition of a row whose object has run to its end.
    default Optional<ObjectNode> completion(ObjectNode object) {
        return Optional.empty();
    }

    /// One value for each of [#columns()].
    default List<JsonNode> cells(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return List.of(TextNode.valueOf(metadata.path("name").asText()),
                TextNode.valueOf(metadata.path("creationTimestamp").asText()));
    }
}
