package dev.plumbline.audit.http.console;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Multi;

import dev.plumbline.audit.domain.ledger.LedgerEntry;
import dev.plumbline.audit.http.LedgerFeed;
import dev.plumbline.contracts.Topic;

/// Tells an open page which of its panels are out of date.
@Path("/live")
class Live {
    /// A burst of events is told once.
    private static final Duration BURST = Duration.ofMillis(150);
    private static final int MAX_BURST = 500;

    private final LedgerFeed feed;

    Live(LedgerFeed feed) {
        this.feed = feed;
    }

    /// Parts of the pages; each is an event's name.
    enum Panel {
        APPLICATIONS, NOTICES, CHANGES, DRIFT, COMMANDS
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> panels(@HeaderParam("Last-Event-ID") @Nullable String lastEventId, Sse sse) {
        Multi<LedgerEntry> entries = lastEventId != null && lastEventId.matches("\\d{1,18}")
                ? feed.after(Long.parseLong(lastEventId))
                : feed.fromNow();
        return entries.group().intoLists().of(MAX_BURST, BURST).onItem()
                .transformToIterable(burst -> events(burst, sse));
    }

    private static List<OutboundSseEvent> events(List<LedgerEntry> burst, Sse sse) {
        Set<Panel> panels = EnumSet.noneOf(Panel.class);
        burst.forEach(entry -> panels.addAll(shownIn(Topic.named(entry.topic()))));
        String id = Long.toString(burst.getLast().sequence());
        return panels.stream().map(panel -> sse.newEventBuilder().id(id)
                .name(panel.name().toLowerCase(Locale.ROOT)).data("changed").build()).toList();
    }

    private static Set<Panel> shownIn(Topic topic) {
        return switch (topic) {
            case APPLICATIONS -> EnumSet.of(Panel.APPLICATIONS);
            case STATUS -> EnumSet.of(Panel.APPLICATIONS, Panel.NOTICES);
            case CHANGES -> EnumSet.of(Panel.CHANGES);
            case DRIFT -> EnumSet.of(Panel.DRIFT);
            case COMMANDS -> EnumSet.of(Panel.COMMANDS);
            case DEAD_LETTERS -> EnumSet.of(Panel.NOTICES);
            case COMMITS, CHECKPOINTS, RENDER_REQUESTS, DESIRED, PLANS, APPLIED, HOLDS -> EnumSet.noneOf(Panel.class);
        };
    }
}
