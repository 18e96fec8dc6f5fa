package dev.plumbline.audit.http.console;

import java.util.Optional;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.plumbline.audit.domain.archive.InvalidQueryException;
import dev.plumbline.audit.domain.archive.UnavailableException;
import dev.plumbline.audit.domain.archive.UnknownApplicationException;
import dev.plumbline.audit.domain.command.Commands;
import dev.plumbline.audit.http.Caller;

/// What the console's buttons ask. The answer is a line for the page.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class Asks {
    private static final String DEFAULT_REASON = "asked in the console";

    private final Commands commands;
    private final Caller caller;

    Asks(Commands commands, Caller caller) {
        this.commands = commands;
        this.caller = caller;
    }

    @POST
    @Path("/applications/{name}/sync")
    @Operation(hidden = true)
    public TemplateInstance sync(@RestPath String name, @RestForm @Nullable String reason) {
        return said("Sync asked. What it changes appears here.",
                () -> commands.sync(name, caller.actor(), given(reason)));
    }

    @POST
    @Path("/applications/{name}/approve")
    @Operation(hidden = true)
    public TemplateInstance approve(@RestPath String name, @RestForm @Nullable String reason,
            @RestForm @Nullable String revision) {
        return said("Deletions approved. They appear here when they are done.",
                () -> commands.approve(name, caller.actor(), given(reason), Optional.ofNullable(revision)));
    }

    private static String given(@Nullable String reason) {
        return reason == null || reason.isBlank() ? DEFAULT_REASON : reason.strip();
    }

    private static TemplateInstance said(String good, Runnable command) {
        try {
            command.run();
            return Templates.said(good, true);
        } catch (UnknownApplicationException | InvalidQueryException | UnavailableException e) {
            return Templates.said(String.valueOf(e.getMessage()), false);
        }
    }
}
