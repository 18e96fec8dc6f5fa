package dev.plumbline.differ.domain.drift;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.differ.domain.live.FieldHolders;
import dev.plumbline.differ.domain.live.FieldHolders.Holder;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.manifests.FieldDiff;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;
import dev.plumbline.manifests.TypedValue;

/// How live differs from what the server made of our last apply. A comparison of two local values: costs no request, and
/// guesses nothing about quantities or defaults, since `applied` holds what the server made of them.
///
/// @param fields what differs and counts, in path order
/// @param ignored what differs and a rule hides, in path order
public record Drift(List<FieldDrift> fields, List<FieldDrift> ignored) {
    private static final TextNode HIDDEN = TextNode.valueOf("(hidden)");

    public Drift {
        fields = List.copyOf(fields);
        ignored = List.copyOf(ignored);
    }

    /// Compares the values at our owned paths. Fields that Git never named do not matter.
    ///
    /// @param type of the objects, to match the items of keyed lists
    public static Drift between(Applied applied, LiveObject live, IgnoreRules rules, Schema type) {
        FieldSet owned = FieldSet.fromFieldsV1(applied.ownedFields());
        JsonNode was = new TypedValue(applied.values(), type).only(owned).value();
        JsonNode is = new TypedValue(live.object(), type).only(owned).value();
        List<FieldDiff> differences = FieldDiff.between(was, is, type);
        if (differences.isEmpty()) {
            return new Drift(List.of(), List.of());
        }
        FieldHolders holders = FieldHolders.of(live.managedFields());
        List<FieldDrift> fields = new ArrayList<>();
        List<FieldDrift> ignored = new ArrayList<>();
        for (FieldDiff difference : differences) {
            List<Holder> holding = holders.of(difference.path());
            FieldDrift drift = attributed(difference, culprit(difference, holding, holders, applied), live.id());
            (rules.covers(difference, holding, live.object()) ? ignored : fields).add(drift);
        }
        return new Drift(fields, ignored);
    }

    /// The values of a live object at the fields of the set.
    public static ObjectNode valuesAt(LiveObject live, FieldSet fields, Schema type) {
        JsonNode values = new TypedValue(live.object(), type).only(fields).value();
        return values instanceof ObjectNode object ? object : live.object().objectNode();
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /// Who holds the field now; for a field that is gone, who wrote last and so could have removed it.
    private static Optional<Holder> culprit(FieldDiff difference, List<Holder> holding, FieldHolders holders,
            Applied applied) {
        if (difference.after() == null) {
            return holders.lastUpdater(applied.at().truncatedTo(ChronoUnit.SECONDS));
        }
        return holding.stream().findFirst();
    }

    private static FieldDrift attributed(FieldDiff difference, Optional<Holder> culprit, ResourceId resource) {
        return new FieldDrift(difference.path().toString(), shown(difference.before(), resource),
                shown(difference.after(), resource), culprit.map(Holder::manager).orElse(null), null,
                culprit.map(Holder::since).orElse(null));
    }

    /// Nothing of a Secret is shown: the topic is read by many.
    private static @Nullable JsonNode shown(@Nullable JsonNode value, ResourceId resource) {
        boolean secret = resource.group().isEmpty() && "Secret".equals(resource.kind());
        return value != null && secret ? HIDDEN : value;
    }
}
