package dev.plumbline.differ.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.messaging.Outgoing;

/// What one turn of the loop leads to.
///
/// @param outgoing to be written, all of it in one transaction
/// @param kinds in use: to be watched, and no others
/// @param questions single objects to ask the cluster for
/// @param wakeAt when to take another turn even if nothing is heard; absent when time alone changes nothing
public record Turn(List<Outgoing> outgoing, Set<ApiKind> kinds, List<Question> questions, @Nullable Instant wakeAt) {
    public Turn {
        outgoing = List.copyOf(outgoing);
        kinds = Set.copyOf(kinds);
        questions = List.copyOf(questions);
    }

    /// Is this object there, with or without our label?
    public record Question(ApiKind kind, ResourceId resource) {
    }
}
