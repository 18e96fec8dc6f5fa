package dev.plumbline.audit.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.archive.ChangeEntry;
import dev.plumbline.audit.domain.archive.ChangeQuery;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.contracts.Change;

/// `/api/v1/changes`: what was changed in clusters, by which commit and author.
@Path("/api/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "changes")
class ChangesResource {
    private final Archive archive;

    ChangesResource(Archive archive) {
        this.archive = archive;
    }

    @GET
    @Operation(summary = "Changes, newest first", description = "Checks, which ask a cluster and change nothing, are "
            + "left out unless asked for by operation=check.")
    public Page<ChangeEntry> list(@RestQuery @Parameter(example = "shop-prod") @Nullable String application,
            @RestQuery @Parameter(example = "Deployment") @Nullable String kind,
            @RestQuery @Parameter(example = "shop") @Nullable String namespace,
            @RestQuery @Parameter(example = "web") @Nullable String name,
            @RestQuery @Parameter(description = "E-mail address or name, in any case", example = "ada@example.com") @Nullable String author,
            @RestQuery @Parameter(description = "A commit or its first digits", example = "3f2a91c") @Nullable String commit,
            @RestQuery @Parameter(description = "applied, unchanged, refused or failed") @Nullable String outcome,
            @RestQuery @Parameter(description = "create, update, delete, replace or check") @Nullable String operation,
            @RestQuery @Parameter(description = "Started at or after", example = "2026-11-24T23:00:00Z") @Nullable String from,
            @RestQuery @Parameter(description = "Started before", example = "2026-11-25T00:00:00Z") @Nullable String to,
            @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        ChangeQuery query = new ChangeQuery(Query.text(application), Query.text(kind), Query.text(namespace),
                Query.text(name), Query.text(author), Query.text(commit),
                Query.choice("outcome", outcome, Change.Outcome.class),
                Query.choice("operation", operation, Change.Operation.class), Query.time("from", from),
                Query.time("to", to));
        return archive.changes(query, PageRequest.of("changes", cursor, limit));
    }
}
