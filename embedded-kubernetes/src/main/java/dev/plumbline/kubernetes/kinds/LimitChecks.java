package dev.plumbline.kubernetes.kinds;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What the quotas and the limits of a namespace must fulfil (pkg/apis/core/validation).
final class LimitChecks {
    private static final Set<String> QUOTA_NAMES = Set.of("cpu", "memory", "ephemeral-storage", "requests.cpu",
            "requests.memory", "requests.storage", "requests.ephemeral-storage", "limits.cpu", "limits.memory",
            "limits.ephemeral-storage", "pods", "resourcequotas", "services", "replicationcontrollers", "secrets",
            "persistentvolumeclaims", "configmaps", "services.nodeports", "services.loadbalancers");

    private static final Set<String> COUNTED = Set.of("pods", "resourcequotas", "services", "replicationcontrollers",
            "secrets", "persistentvolumeclaims", "configmaps", "services.nodeports", "services.loadbalancers");
    private static final List<String> SCOPES = List.of("Terminating", "NotTerminating", "BestEffort", "NotBestEffort",
            "PriorityClass", "CrossNamespacePodAffinity", "VolumeAttributesClass");
    private static final List<String> LIMIT_TYPES = List.of("Pod", "Container", "PersistentVolumeClaim");
    private static final String NOT_FOR_PODS = "may not be specified when `type` is 'Pod'";

    private LimitChecks() {
    }

    static void quota(Field quota) {
        Field hard = quota.at("spec", "hard");
        for (String name : SharedChecks.names(hard.value())) {
            Field amount = hard.key(name);
            boolean isStandard = QUOTA_NAMES.contains(name) || name.startsWith("requests.hugepages-")
                    || name.startsWith("hugepages-");
            if (name.indexOf('/') < 0 && !isStandard) {
                amount.as(SharedChecks.text(name)).invalid("must be a standard resource type or fully qualified");
                amount.as(SharedChecks.text(name)).invalid("must be a standard resource for quota");
            }
            Quantity quantity = Quantity.at(amount.value());
            if (quantity != null && COUNTED.contains(name) && !quantity.isWhole()) {
                amount.invalid("must be an integer");
            }
        }
        SharedChecks.quantities(hard);
        scopes(quota.at("spec", "scopes"));
    }

    private static void scopes(Field scopes) {
        List<String> asked = Trees.texts(scopes.value());
        for (String scope : asked) {
            if (!SCOPES.contains(scope)) {
                scopes.invalid("unsupported scope");
            }
        }
        boolean conflict = asked.containsAll(List.of("BestEffort", "NotBestEffort"))
                || asked.containsAll(List.of("Terminating", "NotTerminating"));
        if (conflict) {
            scopes.invalid("conflicting scopes");
        }
    }

    static void quotaUpdate(Field quota, ObjectNode old) {
        quota.at("spec", "scopes").immutable(Trees.at(old, "spec", "scopes"));
    }

    static void limitRange(Field range) {
        Set<String> types = new TreeSet<>();
        range.at("spec", "limits").each(limit -> {
            Field type = limit.at("type");
            if (!type.isSet()) {
                type.missing("");
            } else if (!LIMIT_TYPES.contains(type.text()) && type.text().indexOf('/') < 0) {
                type.invalid("must be a standard limit type or fully qualified");
            }
            if (!types.add(type.text())) {
                type.duplicate();
            }
            limit(limit, type.text());
        });
    }

    private static void limit(Field limit, String type) {
        if (type.equals("Pod")) {
            limit.at("default").forbiddenIf(limit.at("default").isSet(), NOT_FOR_PODS);
            limit.at("defaultRequest").forbiddenIf(limit.at("defaultRequest").isSet(), NOT_FOR_PODS);
        }
        boolean hasStorage = limit.at("min", "storage").isPresent() || limit.at("max", "storage").isPresent();
        if (type.equals("PersistentVolumeClaim") && !hasStorage) {
            limit.at("limits").missing("either minimum or maximum storage value is required, but neither was provided");
        }
        Set<String> names = new TreeSet<>();
        for (String bound : List.of("min", "max", "default", "defaultRequest")) {
            names.addAll(SharedChecks.names(limit.at(bound).value()));
        }
        names.forEach(name -> bounds(limit, name));
    }

    /// Each bound against those that it must lie between; a wrong one is reported with the value that the real server
    /// shows.
    private static void bounds(Field limit, String name) {
        ordered(limit, name, "min", "min", "min", "min value", "max", "max value");
        ordered(limit, name, "defaultRequest", "defaultRequest", "min", "min value", "defaultRequest",
                "default request value");
        ordered(limit, name, "defaultRequest", "defaultRequest", "defaultRequest", "default request value", "max",
                "max value");
        ordered(limit, name, "defaultRequest", "defaultRequest", "defaultRequest", "default request value", "default",
                "default limit value");
        ordered(limit, name, "default", "min", "min", "min value", "default", "default value");
        ordered(limit, name, "default", "max", "default", "default value", "max", "max value");
    }

    /// @param at    the map where a wrong order is reported
    /// @param shown the map whose value is shown
    private static void ordered(Field limit, String name, String at, String shown, String low, String lowName,
            String high, String highName) {
        @Nullable
        Quantity lower = Quantity.at(limit.at(low).value().path(name));
        @Nullable
        Quantity higher = Quantity.at(limit.at(high).value().path(name));
        if (lower != null && higher != null && lower.compareTo(higher) > 0) {
            JsonNode value = limit.at(shown).value().path(name);
            limit.at(at).key(name).as(value)
                    .invalid(lowName + " " + lower + " is greater than " + highName + " " + higher);
        }
    }
}
