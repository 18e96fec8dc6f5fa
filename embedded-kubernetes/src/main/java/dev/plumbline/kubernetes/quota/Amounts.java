package dev.plumbline.kubernetes.quota;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Quantity;

/// How much of each of some resources, by name; Go's `ResourceList`.
public record Amounts(SortedMap<String, Quantity> values) {
    public static final Amounts NONE = new Amounts(new TreeMap<>());

    public Amounts {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// Reads a map of quantities; what is no quantity is left out.
    public static Amounts of(JsonNode quantities) {
        SortedMap<String, Quantity> values = new TreeMap<>();
        quantities.properties().forEach(entry -> {
            Quantity quantity = Quantity.at(entry.getValue());
            if (quantity != null) {
                values.put(entry.getKey(), quantity);
            }
        });
        return new Amounts(values);
    }

    public static Amounts of(String name, Quantity amount) {
        return new Amounts(new TreeMap<>(Map.of(name, amount)));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public @Nullable Quantity find(String name) {
        return values.get(name);
    }

    public void forEach(BiConsumer<String, Quantity> action) {
        values.forEach(action);
    }

    public Amounts with(String name, Quantity amount) {
        SortedMap<String, Quantity> more = new TreeMap<>(values);
        more.put(name, amount);
        return new Amounts(more);
    }

    /// The sums; what only one of them has is taken as it is.
    public Amounts plus(Amounts other) {
        return merged(other, Quantity::plus);
    }

    /// The others where there are such.
    Amounts replacedBy(Amounts other) {
        return merged(other, (_, theirs) -> theirs);
    }

    /// The greater of each.
    Amounts max(Amounts other) {
        return merged(other, (mine, theirs) -> theirs.compareTo(mine) > 0 ? theirs : mine);
    }

    private Amounts merged(Amounts other, BinaryOperator<Quantity> merge) {
        SortedMap<String, Quantity> merged = new TreeMap<>(values);
        other.values.forEach((name, amount) -> merged.merge(name, amount, merge));
        return new Amounts(merged);
    }

    /// What these are more than the others, never below zero.
    public Amounts above(Amounts other) {
        SortedMap<String, Quantity> rest = new TreeMap<>();
        values.forEach((name, amount) -> {
            Quantity less = other.find(name);
            rest.put(name, less == null ? amount : amount.minusAtLeastZero(less));
        });
        return new Amounts(rest);
    }

    /// Only those with one of the names.
    public Amounts only(Collection<String> names) {
        SortedMap<String, Quantity> kept = new TreeMap<>(values);
        kept.keySet().retainAll(names);
        return new Amounts(kept);
    }

    public Amounts withoutZeros() {
        SortedMap<String, Quantity> kept = new TreeMap<>(values);
        kept.values().removeIf(amount -> amount.value().signum() == 0);
        return new Amounts(kept);
    }

    /// Those that are more than the bounds allow.
    public Amounts exceeding(Amounts bounds) {
        SortedMap<String, Quantity> kept = new TreeMap<>(values);
        kept.entrySet().removeIf(entry -> {
            Quantity bound = bounds.find(entry.getKey());
            return bound == null || entry.getValue().compareTo(bound) <= 0;
        });
        return new Amounts(kept);
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, amount) -> json.put(name, amount.toString()));
        return json;
    }

    /// As in messages: `cpu=1,pods=2`.
    @Override
    public String toString() {
        return values.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
