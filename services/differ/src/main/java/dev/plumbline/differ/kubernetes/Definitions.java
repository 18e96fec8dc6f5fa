package dev.plumbline.differ.kubernetes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.differ.domain.live.WatchState;

/// Watches all CustomResourceDefinitions for kinds that come, change and go. Keeps nothing of them but a fingerprint.
final class Definitions implements Reflector.Sink {
    private static final Logger LOG = Logger.getLogger(Definitions.class);
    private static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private final Map<String, Definition> known = new HashMap<>();
    private final Consumer<GroupKind> changed;
    private final Reflector reflector;
    private final Thread thread;

    /// A kind in all its versions.
    record GroupKind(String group, String kind) {
    }

    /// @param state its generation, and whether it is established
    private record Definition(GroupKind kind, String state) {
    }

    /// @param changed told each kind whose definition is not what it was
    Definitions(ApiServer server, InstantSource clock, Consumer<GroupKind> changed) {
        this.changed = changed;
        this.reflector = new Reflector(server, PATH, "", "CustomResourceDefinition (apiextensions.k8s.io/v1)", this,
                clock);
        this.thread = Thread.ofVirtual().name("watch-definitions").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
        reflector.interrupt();
    }

    @Override
    public void listed(List<ObjectNode> objects) {
        Map<String, Definition> gone = new HashMap<>(known);
        for (ObjectNode object : objects) {
            gone.remove(name(object));
            take(object);
        }
        gone.forEach((name, definition) -> {
            known.remove(name);
            changed.accept(definition.kind());
        });
    }

    @Override
    public void event(String type, ObjectNode object) {
        if (!type.equals("DELETED")) {
            take(object);
            return;
        }
        Definition definition = known.remove(name(object));
        if (definition != null) {
            changed.accept(definition.kind());
        }
    }

    @Override
    public void state(WatchState state) {
        if (state instanceof WatchState.Blind(String reason)) {
            LOG.warnf("kinds that are defined from now on go unnoticed error=%s", reason);
        }
    }

    private void take(ObjectNode object) {
        JsonNode spec = object.path("spec");
        GroupKind kind = new GroupKind(spec.path("group").asText(), spec.path("names").path("kind").asText());
        Definition now = new Definition(kind,
                object.path("metadata").path("generation").asText() + established(object));
        if (!now.equals(known.put(name(object), now))) {
            changed.accept(kind);
        }
    }

    private static List<String> established(ObjectNode object) {
        List<String> states = new ArrayList<>();
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Established")) {
                states.add(condition.path("status").asText());
            }
        }
        return states;
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asText();
    }

    private void run() {
        try {
            reflector.follow();
            LOG.warnf("the cluster serves no CustomResourceDefinitions, new kinds go unnoticed");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
