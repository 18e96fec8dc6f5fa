package dev.plumbline.audit.http;

import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/// An error as RFC 9457 says it, with what to do as an extension member.
///
/// @param type `urn:plumbline:problem:` and a short name that never changes
/// @param title the status in words
/// @param detail what is wrong here, and why
/// @param remedy what to do
@Schema(description = "An error (RFC 9457)")
record Problem(@Schema(examples = "urn:plumbline:problem:bad-cursor") String type, String title, int status,
        String detail, String remedy) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:plumbline:problem:";

    static RestResponse<Problem> response(Status status, String name, String detail, String remedy) {
        return RestResponse.ResponseBuilder
                .create(status, new Problem(PREFIX + name, status.getReasonPhrase(), status.getStatusCode(), detail,
                        remedy))
                .type(MEDIA_TYPE).build();
    }
}
