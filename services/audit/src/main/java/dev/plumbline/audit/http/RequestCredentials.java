package dev.plumbline.audit.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

import dev.plumbline.audit.domain.access.Access.Credentials;

/// What a request shows of its sender.
public final class RequestCredentials {
    /// Set by the console's script on each of its requests; a page of another site cannot set it without being allowed
    /// to, which nobody is.
    public static final String CONSOLE_HEADER = "HX-Request";

    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final HttpServerRequest request;

    public RequestCredentials(RoutingContext context) {
        this.request = context.request();
    }

    /// The session cookie's name. Cookies do not know ports, so it says which of several installations on one machine
    /// it belongs to.
    public String cookieName() {
        HostAndPort authority = request.authority();
        return "plumbline-session-" + (authority == null ? 0 : authority.port());
    }

    public Credentials shown() {
        return new Credentials(!READS.contains(request.method()), bearer(),
                Optional.ofNullable(request.getCookie(cookieName())).map(Cookie::getValue),
                request.headers().contains(CONSOLE_HEADER), isSameOrigin(), isLocal());
    }

    private Optional<String> bearer() {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        ? value.substring(BEARER.length()).strip()
                        : "");
    }

    /// Browsers say the origin of whatever may write; programs say none.
    private boolean isSameOrigin() {
        String origin = request.getHeader("Origin");
        HostAndPort authority = request.authority();
        if (origin == null) {
            return true;
        }
        try {
            return authority != null && authority.toString().equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// A loopback peer that asks for another name was led here by that name's owner (DNS rebinding).
    private boolean isLocal() {
        SocketAddress peer = request.remoteAddress();
        HostAndPort authority = request.authority();
        return peer != null && authority != null && LOCAL_NAMES.contains(authority.host())
                && isLoopback(peer.hostAddress());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
