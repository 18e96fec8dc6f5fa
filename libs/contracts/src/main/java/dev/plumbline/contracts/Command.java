package dev.plumbline.contracts;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// What a person asked of an Application. Topic `plumbline.commands.v1`, key the Application's name.
///
/// @param actor who asked, as the audit API authenticated them
/// @param revision the commit that the command is about: approve approves the deletions of this one; absent for sync
public record Command(String id, String application, Kind kind, String actor, String reason,
        @Nullable String revision, Instant at) implements Event {
    public Command {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }

    @Override
    public Topic topic() {
        return Topic.COMMANDS;
    }

    @Override
    public String key() {
        return application;
    }

    @Override
    public String eventId() {
        return id;
    }

    public enum Kind {
        @JsonProperty("sync")
        SYNC, @JsonProperty("hold")
        HOLD, @JsonProperty("release")
        RELEASE, @JsonProperty("approve")
        APPROVE, @JsonProperty("revert")
        REVERT, @JsonProperty("unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
