package dev.plumbline.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Something that a topic carries. Its JSON is the record's components; the CloudEvents attributes travel as headers.
public interface Event {
    /// The topic that carries events of this type.
    @JsonIgnore
    Topic topic();

    /// The record's key: it places the event (see [Shard]) and, in a compacted topic, names what it replaces.
    @JsonIgnore
    String key();

    /// The CloudEvents `id`: a function of what happened, never of when it was sent, so that a replay sends the same id
    /// and every consumer can drop duplicates.
    @JsonIgnore
    String eventId();
}
