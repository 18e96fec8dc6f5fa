package dev.plumbline.kubernetes.kinds;

import java.util.HashMap;
import java.util.Map;

/// The strategies of the built-in kinds.
public final class Strategies {
    private static final Strategy GENERIC = new Strategy() {
    };
    private static final Map<String, Strategy> ALL = new HashMap<>();

    static {
        WorkloadKinds.addTo(Strategies::add);
        BatchKinds.addTo(Strategies::add);
        CoreKinds.addTo(Strategies::add);
        StorageKinds.addTo(Strategies::add);
        NetworkKinds.addTo(Strategies::add);
        PolicyKinds.addTo(Strategies::add);
        ClusterKinds.addTo(Strategies::add);
    }

    private Strategies() {
    }

    /// The strategy of a built-in kind, or a generic one where nothing is particular to it; `group` is empty for core.
    public static Strategy of(String group, String kind) {
        return ALL.getOrDefault(group + "/" + kind, GENERIC);
    }

    private static void add(String group, String kind, Rules rules) {
        ALL.put(group + "/" + kind, rules.describedAs(group + "/" + kind));
    }

    /// Where a family of kinds puts its rules.
    @FunctionalInterface
    interface Registry {
        void add(String group, String kind, Rules rules);
    }
}
