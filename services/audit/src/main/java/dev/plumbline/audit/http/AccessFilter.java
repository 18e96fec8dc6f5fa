package dev.plumbline.audit.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

import io.vertx.ext.web.RoutingContext;

import dev.plumbline.audit.domain.access.Access;
import dev.plumbline.audit.domain.access.Access.Verdict;

/// Lets only those pass to `/api` whom [Access] allows.
class AccessFilter {
    private static final String API = "/api/";

    private final Access access;
    private final Caller caller;

    AccessFilter(Access access, Caller caller) {
        this.access = access;
        this.caller = caller;
    }

    @ServerRequestFilter(preMatching = true)
    @Nullable
    RestResponse<Problem> check(RoutingContext request) {
        if (!request.normalizedPath().startsWith(API)) {
            return null;
        }
        return switch (access.judge(new RequestCredentials(request).shown())) {
            case Verdict.Allowed(String actor) -> {
                caller.is(actor);
                yield null;
            }
            case Verdict.Unauthenticated(String reason) -> unauthenticated(reason);
            case Verdict.Forged(String reason) -> Problem.response(Status.FORBIDDEN, "cross-site", reason,
                    "Send the command from the console's own page, or with the header Authorization: Bearer TOKEN.");
        };
    }

    private static RestResponse<Problem> unauthenticated(String reason) {
        RestResponse<Problem> response = Problem.response(Status.UNAUTHORIZED, "unauthenticated", reason,
                "Send the header Authorization: Bearer TOKEN; a local installation keeps its token in the file token"
                        + " of its data directory.");
        response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"plumbline\"");
        return response;
    }
}
