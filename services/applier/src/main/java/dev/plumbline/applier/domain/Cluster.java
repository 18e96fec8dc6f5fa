package dev.plumbline.applier.domain;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;

/// The cluster that plans are executed on. Every call waits for the server's answer, or for the patience to end.
public interface Cluster {
    Answer read(String apiVersion, ResourceId resource) throws InterruptedException;

    /// Server-side apply as the field manager `plumbline`, taking fields that others hold.
    Answer apply(ObjectNode manifest, ResourceId resource, ApplyMode mode) throws InterruptedException;

    /// Creates; fails when the object is there.
    Answer create(ObjectNode manifest, ResourceId resource) throws InterruptedException;

    /// Deletes, in the background, the object that has this uid and resourceVersion.
    Answer delete(String apiVersion, ResourceId resource, String uid, String resourceVersion)
            throws InterruptedException;

    /// The type of a kind, for cutting objects to fields; [Schema#DEDUCED] for one that is not known.
    Schema schema(String apiVersion, String kind);

    /// Whether an apply writes.
    enum ApplyMode {
        WRITE, DRY_RUN
    }

    /// What the API server said.
    sealed interface Answer {
    }

    /// The object, after the request.
    record Found(ObjectNode object) implements Answer {
        public String uid() {
            return object.path("metadata").path("uid").asText("");
        }

        public String resourceVersion() {
            return object.path("metadata").path("resourceVersion").asText("");
        }
    }

    /// There is no such object, or none any more.
    record Missing() implements Answer {
    }

    /// The server said no, or nothing.
    ///
    /// @param status HTTP status; 0 when there was no answer
    /// @param reason Kubernetes' machine-readable reason, such as `Invalid`; absent when there was none
    /// @param message in words for the Application's owner
    /// @param mayPass whether the same request may succeed later
    record Refused(int status, @Nullable String reason, String message, boolean mayPass) implements Answer {
    }
}
