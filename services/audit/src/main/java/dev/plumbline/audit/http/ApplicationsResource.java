package dev.plumbline.audit.http;

import java.io.IOException;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.plumbline.audit.domain.archive.ApplicationView;
import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.archive.InvalidQueryException;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;
import dev.plumbline.audit.domain.archive.UnknownApplicationException;
import dev.plumbline.audit.domain.command.Commands;
import dev.plumbline.contracts.Command;

/// `/api/v1/applications`: what the fleet declares, where it stands, and what may be asked of it.
@Path("/api/v1/applications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "applications")
class ApplicationsResource {
    private static final String LIST = "applications";
    private static final String DEFAULT_REASON = "asked through the API";

    private final Archive archive;
    private final Commands commands;
    private final Caller caller;
    private final ObjectMapper json;

    ApplicationsResource(Archive archive, Commands commands, Caller caller, ObjectMapper json) {
        this.archive = archive;
        this.commands = commands;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Operation(summary = "All Applications, by name")
    public Page<ApplicationView> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        return archive.applications(PageRequest.of(LIST, cursor, limit));
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "One Application with its resources, errors and open drift")
    public ApplicationView one(@RestPath @Parameter(example = "shop-prod") String name) {
        return archive.application(name).orElseThrow(() -> new UnknownApplicationException(name));
    }

    @GET
    @Path("/{name}/commands")
    @Operation(summary = "What people asked of an Application, newest first")
    public Page<Command> commands(@RestPath @Parameter(example = "shop-prod") String name,
            @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        return archive.commands(one(name).name(), PageRequest.of("commands", cursor, limit));
    }

    @POST
    @Path("/{name}/sync")
    @Operation(summary = "Ask that an Application be synced now", description = "Answers when the command is durable; "
            + "its effect shows in the Application's status and changes. The body may be left out.")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Ask.class)))
    @APIResponse(responseCode = "202", description = "The command as it was recorded")
    public RestResponse<Command> sync(@RestPath @Parameter(example = "shop-prod") String name,
            byte[] body) {
        return RestResponse.status(Status.ACCEPTED, commands.sync(name, caller.actor(), reason(asked(body))));
    }

    @POST
    @Path("/{name}/approve")
    @Operation(summary = "Approve the deletions of one revision of an Application", description = "Without a revision "
            + "in the body the newest is meant.")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Ask.class)))
    @APIResponse(responseCode = "202", description = "The command as it was recorded")
    public RestResponse<Command> approve(@RestPath @Parameter(example = "shop-prod") String name,
            byte[] body) {
        Ask ask = asked(body);
        return RestResponse.status(Status.ACCEPTED,
                commands.approve(name, caller.actor(), reason(ask), Query.text(ask.revision())));
    }

    private static String reason(Ask ask) {
        return Query.text(ask.reason()).orElse(DEFAULT_REASON);
    }

    private Ask asked(byte[] body) {
        if (body.length == 0) {
            return new Ask(null, null);
        }
        try {
            return json.readValue(body, Ask.class);
        } catch (IOException _) {
            throw new InvalidQueryException("bad-body", "The body is no JSON object of a command",
                    "Send {\"reason\": \"…\"} or no body at all.");
        }
    }
}
