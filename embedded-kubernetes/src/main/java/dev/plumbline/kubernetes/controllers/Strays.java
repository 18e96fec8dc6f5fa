package dev.plumbline.kubernetes.controllers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.Change;

/// The objects of a resource that no controller manages, by namespace: those that a new controller may adopt.
///
/// Kept from changes, so that looking for something to adopt costs no list.
final class Strays {
    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();

    void note(Change change) {
        ObjectNode object = change.object();
        boolean isStray = change.type() != Change.Type.DELETED && Owners.controllerOf(object).isEmpty()
                && !Objects.isBeingDeleted(object);
        String namespace = change.ref().namespace();
        if (isStray) {
            names.computeIfAbsent(namespace, key -> ConcurrentHashMap.newKeySet()).add(change.ref().name());
        } else {
            names.computeIfPresent(namespace, (key, set) -> {
                set.remove(change.ref().name());
                return set.isEmpty() ? null : set;
            });
        }
    }

    List<String> in(String namespace) {
        return List.copyOf(names.getOrDefault(namespace, Set.of()));
    }
}
