package dev.plumbline.kubernetes.admission;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.kinds.Quantity;
import dev.plumbline.kubernetes.quota.Amounts;

/// Holds the amounts of one container, Pod or claim against the bounds of a LimitRange.
///
/// @param kind       what the bounds are for, as LimitRanges name it
/// @param complaints gets what is out of bounds
record RangeRules(String kind, Amounts requests, Amounts limits, List<String> complaints) {
    void atLeast(Amounts bounds) {
        bounds.forEach((name, bound) -> {
            @Nullable
            Quantity request = requests.find(name);
            @Nullable
            Quantity limit = limits.find(name);
            String rule = "minimum " + name + " usage per " + kind + " is " + bound;
            if (request == null) {
                complaints.add(rule + ".  No request is specified");
            } else if (request.compareTo(bound) < 0) {
                complaints.add(rule + ", but request is " + request);
            } else if (limit != null && limit.compareTo(bound) < 0) {
                complaints.add(rule + ", but limit is " + limit);
            }
        });
    }

    void atMost(Amounts bounds) {
        bounds.forEach((name, bound) -> {
            @Nullable
            Quantity request = requests.find(name);
            @Nullable
            Quantity limit = limits.find(name);
            String rule = "maximum " + name + " usage per " + kind + " is " + bound;
            if (limit == null) {
                complaints.add(rule + ".  No limit is specified");
            } else if (limit.compareTo(bound) > 0) {
                complaints.add(rule + ", but limit is " + limit);
            } else if (request != null && request.compareTo(bound) > 0) {
                complaints.add(rule + ", but request is " + request);
            }
        });
    }

    /// For what has requests only.
    void requestAtMost(Amounts bounds) {
        bounds.forEach((name, bound) -> {
            @Nullable
            Quantity request = requests.find(name);
            String rule = "maximum " + name + " usage per " + kind + " is " + bound;
            if (request == null) {
                complaints.add(rule + ".  No request is specified");
            } else if (request.compareTo(bound) > 0) {
                complaints.add(rule + ", but request is " + request);
            }
        });
    }

    void ratioAtMost(Amounts bounds) {
        bounds.forEach((name, bound) -> {
            @Nullable
            Quantity request = requests.find(name);
            @Nullable
            Quantity limit = limits.find(name);
            String rule = name + " max limit to request ratio per " + kind + " is " + bound + ", but ";
            if (request == null || request.value().signum() == 0) {
                complaints.add(rule + "no request is specified or request is 0");
            } else if (limit == null || limit.value().signum() == 0) {
                complaints.add(rule + "no limit is specified or limit is 0");
            } else if (limit.value().compareTo(request.value().multiply(bound.value())) > 0) {
                complaints.add(rule + "provided ratio is " + ratio(limit.value(), request.value()));
            }
        });
    }

    private static String ratio(BigDecimal limit, BigDecimal request) {
        return String.format(Locale.ROOT, "%f", limit.doubleValue() / request.doubleValue());
    }
}
