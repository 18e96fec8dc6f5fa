package dev.plumbline.audit.http;

import java.time.Instant;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.smallrye.mutiny.Multi;

import dev.plumbline.audit.domain.archive.InvalidQueryException;
import dev.plumbline.audit.domain.ledger.LedgerEntry;

/// `/api/v1/events`: the ledger as it grows.
@Path("/api/v1/events")
@Tag(name = "events")
class EventsResource {
    private final LedgerFeed feed;

    EventsResource(LedgerFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "All events as they happen (server-sent events)", description = "Each event's name is its "
            + "CloudEvents type, its data the CloudEvent in JSON, its id the sequence in the ledger. A client that "
            + "comes back with Last-Event-ID, or with ?after=, gets what it missed; after=0 gives the whole ledger.")
    public Multi<OutboundSseEvent> events(
            @HeaderParam("Last-Event-ID") @Parameter(description = "Sequence of the last event that was received") @Nullable String lastEventId,
            @RestQuery @Parameter(description = "The same, for clients that cannot set the header") @Nullable String after,
            Sse sse) {
        String from = lastEventId == null ? after : lastEventId;
        Multi<LedgerEntry> entries = from == null ? feed.fromNow() : feed.after(sequence(from));
        return entries.map(entry -> event(entry, sse));
    }

    private static OutboundSseEvent event(LedgerEntry entry, Sse sse) {
        return sse.newEventBuilder().id(Long.toString(entry.sequence())).name(entry.type())
                .mediaType(MediaType.APPLICATION_JSON_TYPE).data(CloudEvent.class, CloudEvent.of(entry)).build();
    }

    private static long sequence(String text) {
        try {
            long sequence = Long.parseLong(text);
            if (sequence >= 0) {
                return sequence;
            }
        } catch (NumberFormatException _) {
            // The one message below is for whatever is no sequence.
        }
        throw new InvalidQueryException("bad-event-id",
                "Last-Event-ID must be the id of an event that was sent, is \"" + text + "\"",
                "Send the id of the last event unchanged, or none to begin now.");
    }

    /// CloudEvents 1.0, structured mode.
    record CloudEvent(String specversion, String id, String type, String source, String subject, Instant time,
            long sequence, @JsonRawValue String data) {
        static CloudEvent of(LedgerEntry entry) {
            return new CloudEvent("1.0", entry.eventId(), entry.type(), "/plumbline/" + entry.topic(),
                    entry.subject(), entry.time(), entry.sequence(), entry.body());
        }
    }
}
