package dev.plumbline.kubernetes.managedfields;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Bounds the entries of updates: past ten, the oldest are merged into one (apimachinery's `capmanagers.go`).
final class AncientChanges {
    private static final String NAME = "ancient-changes";
    private static final int MAX_UPDATERS = 10;
    private static final Comparator<Map.Entry<Owner, Entry>> OLDEST_FIRST = Comparator
            .comparingLong((Map.Entry<Owner, Entry> entry) -> entry.getValue().seconds())
            .thenComparing(Map.Entry::getKey);

    private AncientChanges() {
    }

    static Map<Owner, Entry> capped(Map<Owner, Entry> entries) {
        List<Map.Entry<Owner, Entry>> updaters = entries.entrySet().stream()
                .filter(entry -> entry.getKey().operation() == Owner.Operation.UPDATE).sorted(OLDEST_FIRST)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue())).toList();
        int surplus = updaters.size() - MAX_UPDATERS;
        if (surplus <= 0) {
            return entries;
        }
        Map<Owner, Entry> kept = new LinkedHashMap<>(entries);
        Map<String, Owner> firstOfVersion = new HashMap<>();
        for (Map.Entry<Owner, Entry> updater : updaters) {
            if (surplus == 0) {
                break;
            }
            String version = updater.getValue().apiVersion();
            Owner first = firstOfVersion.putIfAbsent(version, updater.getKey());
            if (first == null) {
                continue;
            }
            Owner bucket = Owner.updater(NAME, version, "");
            Entry merged = kept.containsKey(bucket) ? kept.get(bucket) : kept.remove(first);
            kept.remove(updater.getKey());
            kept.put(bucket, new Entry(version,
                    merged == null
                            ? updater.getValue().fields()
                            : merged.fields().union(updater.getValue().fields()),
                    updater.getValue().time()));
            surplus--;
        }
        return kept;
    }
}
