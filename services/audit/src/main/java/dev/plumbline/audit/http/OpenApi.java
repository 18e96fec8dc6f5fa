package dev.plumbline.audit.http;

import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/// What the description at `/q/openapi` says of the API as a whole.
@OpenAPIDefinition(info = @Info(title = "Plumbline audit", version = "v1", description = """
        What Plumbline did to clusters, when, why, and by whose commit.

        Lists are pages: `{"items": […], "next": CURSOR or null}`; send `next` as `cursor` for the page that follows. \
        Lists of what happened are newest first, and a cursor stays valid while more happens. \
        A resource is written `group/Kind/namespace/name`; the core group is empty, and so is the namespace of a \
        cluster-scoped resource. Errors are problems (RFC 9457) with a `remedy`."""), security = @SecurityRequirement(name = "token"), components = @Components(securitySchemes = @SecurityScheme(securitySchemeName = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", description = "The installation's token"), responses = @APIResponse(name = "problem", description = "What is wrong, why, and what to do", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class), examples = @ExampleObject(name = "bad cursor", value = """
                {"type": "urn:plumbline:problem:bad-cursor", "title": "Bad Request", "status": 400,
                 "detail": "cursor \\"x\\" is none that changes gave",
                 "remedy": "Send the next of a former page of changes unchanged, or no cursor for the first page."}""")))))
public class OpenApi extends Application {
}
