package dev.plumbline.audit.http.console;

import java.net.URI;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

import io.vertx.ext.web.RoutingContext;

import dev.plumbline.audit.domain.access.Access;
import dev.plumbline.audit.domain.access.Access.Verdict;
import dev.plumbline.audit.http.Caller;
import dev.plumbline.audit.http.RequestCredentials;

/// Lets only those pass to the console's pages whom [Access] allows.
///
/// The sign-in form and `/?token=…` give a session: a cookie that scripts cannot read and that no other site can send.
class Door {
    private static final String API = "/api/";
    private static final String SESSION = "/session";
    private static final URI FIRST_PAGE = URI.create("/");

    private final Access access;
    private final Caller caller;

    Door(Access access, Caller caller) {
        this.access = access;
        this.caller = caller;
    }

    @ServerRequestFilter(preMatching = true)
    @Nullable
    RestResponse<String> check(RoutingContext request) {
        String path = request.normalizedPath();
        if (path.startsWith(API) || path.equals(SESSION)) {
            return null;
        }
        String token = request.request().getParam("token");
        if (path.equals("/") && token != null) {
            return enter(request, token);
        }
        return switch (access.judge(new RequestCredentials(request).shown())) {
            case Verdict.Allowed(String actor) -> {
                caller.is(actor);
                yield null;
            }
            case Verdict.Unauthenticated(String reason) -> signIn(Status.UNAUTHORIZED, reason);
            case Verdict.Forged(String reason) -> signIn(Status.FORBIDDEN, reason);
        };
    }

    /// A session for whoever knows the token, who is sent on to the first page.
    RestResponse<String> enter(RoutingContext request, String token) {
        Optional<String> session = access.session(token.strip());
        if (session.isEmpty() && access instanceof Access.Open) {
            return RestResponse.seeOther(FIRST_PAGE);
        }
        if (session.isEmpty()) {
            return signIn(Status.UNAUTHORIZED, "That token is not the one of this installation");
        }
        String cookie = "%s=%s; Path=/; HttpOnly; SameSite=Strict%s".formatted(
                new RequestCredentials(request).cookieName(), session.get(),
                request.request().isSSL() ? "; Secure" : "");
        return RestResponse.ResponseBuilder.<String>create(Status.SEE_OTHER).location(FIRST_PAGE)
                .header(HttpHeaders.SET_COOKIE, cookie).build();
    }

    private static RestResponse<String> signIn(Status status, String why) {
        return RestResponse.ResponseBuilder.create(status, Templates.signIn(why).render())
                .type(MediaType.TEXT_HTML_TYPE).build();
    }
}
