package dev.plumbline.kubernetes.kinds;

import java.util.List;

import dev.plumbline.kubernetes.api.NameRules;

/// What Events must fulfil (`ValidateEventCreate` of pkg/apis/core/validation), in the words of both of their groups.
///
/// An Event with an `eventTime` is one of the newer kind, of which more is asked whichever group it is written through.
final class EventChecks {
    private static final int MAX_WORD = 128;
    private static final int MAX_NOTE = 1_024;

    private EventChecks() {
    }

    /// Of the core group.
    static void event(Field event) {
        check(event, "reportingComponent");
    }

    /// Of `events.k8s.io`, which knows the newer kind alone. It is checked as it is stored, in the words of the core
    /// group.
    static void newer(Field event) {
        check(event, "reportingController");
        if (!event.at("eventTime").isSet()) {
            event.at("eventTime").missing("");
        }
        String type = event.at("type").text();
        if (!List.of("Normal", "Warning").contains(type)) {
            unset(event.at("type"), "has invalid value: " + type);
        }
        for (String field : List.of("firstTimestamp", "lastTimestamp", "count")) {
            Field old = event.at(field);
            if (old.isSet() && old.value().asInt(1) != 0) {
                unset(old, "needs to be unset");
            }
        }
        if (!event.at("source").value().isEmpty()) {
            unset(event.at("source"), "needs to be unset");
        }
    }

    private static void unset(Field field, String detail) {
        field.as(SharedChecks.text("")).invalid(detail);
    }

    /// @param controller the field of the reporting controller, as the group calls it
    private static void check(Field event, String controller) {
        boolean isNewer = event.at("eventTime").isSet();
        String about = event.at("involvedObject", "namespace").text();
        String own = event.at("metadata", "namespace").text();
        boolean isOfCluster = own.isEmpty() || own.equals("default") || (isNewer && own.equals("kube-system"));
        boolean fits = about.isEmpty() ? isOfCluster : isNewer || about.equals(own);
        if (!fits) {
            event.at("involvedObject", "namespace").as(SharedChecks.text(about))
                    .invalid("does not match event.namespace");
        }
        if (!isNewer) {
            return;
        }
        event.at(controller).as(event.value().path("reportingComponent")).required()
                .matches(NameRules::qualifiedName);
        event.at("reportingInstance").required();
        event.at("action").required();
        event.at("reason").required();
        for (String word : List.of("reportingInstance", "action", "reason")) {
            limit(event.at(word), MAX_WORD);
        }
        limit(event.at("message"), MAX_NOTE);
    }

    private static void limit(Field field, int characters) {
        if (field.text().length() > characters) {
            unset(field, "can have at most " + characters + " characters");
        }
    }
}
