package dev.plumbline.audit.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.archive.CommitEntry;
import dev.plumbline.audit.domain.archive.DriftEntry;
import dev.plumbline.audit.domain.archive.DriftQuery;
import dev.plumbline.audit.domain.archive.FleetView;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.archive.UnknownCommitException;
import dev.plumbline.audit.domain.trace.CommitTrace;
import dev.plumbline.contracts.DeadLetter;

/// `/api/v1/commits`, `traces`, `drift`, `fleet` and `dead-letters`: what was seen in Git, in clusters and in topics.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RecordsResource {
    private final Archive archive;

    RecordsResource(Archive archive) {
        this.archive = archive;
    }

    @GET
    @Path("/commits")
    @Tag(name = "commits")
    @Operation(summary = "Commits of the watched refs, newest first")
    public Page<CommitEntry> commits(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        return archive.commits(PageRequest.of("commits", cursor, limit));
    }

    @GET
    @Path("/traces/{commit}")
    @Tag(name = "commits")
    @Operation(summary = "A commit's way through all services: each stage with its start and end")
    public CommitTrace trace(
            @RestPath @Parameter(description = "The commit or its first digits", example = "3f2a91c") String commit) {
        return archive.trace(commit).orElseThrow(() -> new UnknownCommitException(commit));
    }

    @GET
    @Path("/drift")
    @Tag(name = "drift")
    @Operation(summary = "Drifts in their latest state, newest first")
    public Page<DriftEntry> drift(@RestQuery @Parameter(example = "shop-prod") @Nullable String application,
            @RestQuery @Parameter(description = "true for those that last, false for those that are over") @Nullable String open,
            @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        return archive.drift(new DriftQuery(Query.text(application), Query.flag("open", open)),
                PageRequest.of("drift", cursor, limit));
    }

    @GET
    @Path("/fleet")
    @Tag(name = "applications")
    @Operation(summary = "Where the repository that declares the Applications stands, and what is wrong in it")
    public FleetView fleet() {
        return archive.fleet();
    }

    @GET
    @Path("/dead-letters")
    @Tag(name = "dead letters")
    @Operation(summary = "Records that a service could not decode or handle, and where they lie, newest first")
    public Page<DeadLetter> deadLetters(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        return archive.deadLetters(PageRequest.of("dead-letters", cursor, limit));
    }
}
