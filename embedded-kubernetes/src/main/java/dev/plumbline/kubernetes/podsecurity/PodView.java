package dev.plumbline.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// A Pod or Pod template as the rules look at it, and the words that they share.
record PodView(JsonNode pod) {
    private static final List<String> LISTS = List.of("initContainers", "containers", "ephemeralContainers");

    JsonNode spec() {
        return pod.path("spec");
    }

    JsonNode securityContext() {
        return spec().path("securityContext");
    }

    JsonNode annotations() {
        return Trees.at(pod, "metadata", "annotations");
    }

    List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        LISTS.forEach(list -> spec().path(list).forEach(containers::add));
        return containers;
    }

    /// Names of the containers that fit.
    List<String> containers(Predicate<JsonNode> predicate) {
        return containers().stream().filter(predicate).map(container -> container.path("name").asText()).toList();
    }

    boolean isForWindows() {
        return Trees.text(spec(), "os", "name").equals("windows");
    }

    boolean hasOwnUsers() {
        return spec().path("hostUsers").isBoolean() && !spec().path("hostUsers").asBoolean();
    }

    /// Who set something: the Pod itself, some containers.
    static List<String> setters(boolean isPod, List<String> containers) {
        List<String> setters = new ArrayList<>();
        if (isPod) {
            setters.add("pod");
        }
        if (!containers.isEmpty()) {
            setters.add(named(containers));
        }
        return setters;
    }

    /// `container "a"`, `containers "a", "b"`.
    static String named(List<String> containers) {
        return counted("container", containers) + " " + quoted(containers);
    }

    static String counted(String word, Collection<String> things) {
        return things.size() == 1 ? word : word + "s";
    }

    static String quoted(Collection<String> things) {
        return "\"" + String.join("\", \"", things) + "\"";
    }
}
