package dev.plumbline.audit.http.console;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.vertx.ext.web.RoutingContext;

/// `POST /session`: the sign-in form.
@Path("/session")
@Produces(MediaType.TEXT_HTML)
class SignIn {
    private final Door door;

    SignIn(Door door) {
        this.door = door;
    }

    @POST
    @Operation(hidden = true)
    public RestResponse<String> enter(@Context RoutingContext request, @RestForm @Nullable String token) {
        return door.enter(request, token == null ? "" : token);
    }
}
