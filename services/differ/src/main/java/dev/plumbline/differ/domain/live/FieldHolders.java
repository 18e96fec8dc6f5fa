package dev.plumbline.differ.domain.live;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Ownership;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;

/// Who holds the fields of an object, as its `metadata.managedFields` tell.
///
/// They tell who and when, never whether: mutating admission changes values without moving ownership, and a value that
/// was set back by hand leaves it moved.
public final class FieldHolders {
    private static final Comparator<Holder> NEWEST_FIRST = Comparator
            .comparing((Holder holder) -> holder.since() == null ? Instant.MIN : holder.since()).reversed();

    private final List<Entry> entries;

    private FieldHolders(List<Entry> entries) {
        this.entries = entries;
    }

    /// A field manager and when it last wrote, by the API server's clock, to the second.
    public record Holder(String manager, @Nullable Instant since) {
    }

    private record Entry(Holder holder, boolean isUpdate, boolean isStatus, FieldSet fields) {
        boolean isOurs() {
            return !isUpdate && Ownership.FIELD_MANAGER.equals(holder.manager());
        }
    }

    /// Reads `metadata.managedFields`; an entry that cannot be read tells nothing.
    public static FieldHolders of(JsonNode managedFields) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : managedFields) {
            if (entry.get("fieldsV1") instanceof ObjectNode fields) {
                entries.add(new Entry(new Holder(entry.path("manager").asText(), time(entry)),
                        "Update".equals(entry.path("operation").asText()),
                        "status".equals(entry.path("subresource").asText()), fieldSet(fields)));
            }
        }
        return new FieldHolders(entries);
    }

    /// Who holds the field, or something in it: others before us, the last writer first.
    public List<Holder> of(FieldPath path) {
        List<Holder> others = entries.stream().filter(entry -> !entry.isOurs() && entry.fields().touches(path))
                .map(Entry::holder).sorted(NEWEST_FIRST).toList();
        if (!others.isEmpty()) {
            return others;
        }
        return entries.stream().filter(entry -> entry.isOurs() && entry.fields().touches(path)).map(Entry::holder)
                .toList();
    }

    /// Who could have removed a field: the newest writer of updates since then, Kubernetes' own controllers aside. Its
    /// entry stays only where it holds another field, so that the answer may be empty; that is better than a wrong name.
    public Optional<Holder> lastUpdater(Instant notBefore) {
        return entries.stream().filter(entry -> entry.isUpdate() && !entry.isStatus()).map(Entry::holder)
                .filter(holder -> !holder.manager().startsWith("kube-"))
                .filter(holder -> holder.since() != null && !holder.since().isBefore(notBefore))
                .min(NEWEST_FIRST);
    }

    private static FieldSet fieldSet(ObjectNode fields) {
        try {
            return FieldSet.fromFieldsV1(fields);
        } catch (IllegalArgumentException _) {
            return FieldSet.EMPTY;
        }
    }

    private static @Nullable Instant time(JsonNode entry) {
        try {
            return Instant.parse(entry.path("time").asText());
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
