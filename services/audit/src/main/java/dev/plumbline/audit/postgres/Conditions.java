package dev.plumbline.audit.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// The conditions of a question, all of which must hold, and their values. Only values come from outside.
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /// @param sql with a `?` for each value
    Conditions and(String sql, Object... bound) {
        conditions.add(sql);
        values.addAll(List.of(bound));
        return this;
    }

    /// Holds the condition only where there is a value.
    Conditions and(String sql, Optional<?> value) {
        value.ifPresent(present -> and(sql, present));
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /// The conditions' values and what follows them.
    List<@Nullable Object> values(Object... following) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(List.of(following));
        return all;
    }
}
