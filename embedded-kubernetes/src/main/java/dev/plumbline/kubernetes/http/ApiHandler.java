package dev.plumbline.kubernetes.http;

import java.util.List;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.Decision;
import dev.plumbline.kubernetes.access.Impersonation;
import dev.plumbline.kubernetes.access.User;
import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.audit.Audit;
import dev.plumbline.kubernetes.audit.AuditTrail;
import dev.plumbline.kubernetes.audit.Incoming;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.requests.Caller;
import dev.plumbline.kubernetes.requests.Target;

/// Takes a request from its headers to its answer: who, whether, what; every refusal becomes a Status.
///
/// Called on many threads at a time. `wakeUp` of a watch is called on others.
final class ApiHandler {
    private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());

    private final Access access;
    private final Impersonation impersonation;
    private final ResourceHandler resources;
    private final PathHandler paths;
    private final RequestCounts counts;
    private final Audit audit;

    ApiHandler(Access access, ResourceHandler resources, PathHandler paths, RequestCounts counts, Audit audit) {
        this.access = access;
        this.impersonation = new Impersonation(access);
        this.resources = resources;
        this.paths = paths;
        this.counts = counts;
        this.audit = audit;
    }

    Reply handle(HttpRequest request, Runnable wakeUp) {
        RequestPath path = RequestPath.parse(request.path());
        String verb = path.verb(request.method(), request.parameters());
        Attributes attributes = path.attributes(verb, request.parameters());
        AuditTrail trail = audit.trail(attributes, () -> incoming(request, attributes));
        Reply reply = answer(request, path, verb, attributes, trail, wakeUp);
        count(request, path, verb, reply);
        return switch (reply) {
            case Reply.Whole whole -> {
                trail.answered(whole.code(), whole.contentType(), whole.body());
                yield whole;
            }
            case Reply.Watching watching -> {
                int code = request.header("upgrade").isEmpty() ? 200 : 101;
                trail.started(code);
                yield watching.endingWith(() -> trail.ended(code));
            }
        };
    }

    private Reply answer(HttpRequest request, RequestPath path, String verb, Attributes attributes, AuditTrail trail,
            Runnable wakeUp) {
        try {
            User sender = access.authenticate(request.header("authorization"));
            trail.received(sender);
            User user = impersonation.apply(sender, request.headers(), attributes);
            trail.actingAs(user);
            Decision decision = access.decide(user, attributes);
            trail.decided(decision);
            access.enforce(decision, user, attributes);
            Caller caller = new Caller(user, request.header("user-agent"), target -> checkCreate(user, target));
            return path.isResource()
                    ? resources.handle(request, path, verb, caller, wakeUp)
                    : paths.handle(request);
        } catch (ApiException e) {
            return new Reply.Whole(e.code(), "application/json", Json.bytes(e.body()), List.of());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "request failed method=" + request.method() + " path=" + request.path(),
                    e);
            trail.panicked(e);
            return new Reply.Whole(500, "application/json",
                    Json.bytes(ApiException.internal(e.getClass().getSimpleName()).body()), List.of());
        }
    }

    private static Incoming incoming(HttpRequest request, Attributes attributes) {
        HttpRequest.Arrival arrival = request.arrival();
        return new Incoming(arrival.auditId(), arrival.at(), arrival.uri(), attributes,
                SourceAddresses.of(request.header("x-forwarded-for"), request.header("x-real-ip"), arrival.address()),
                request.header("user-agent"), request.mediaType(), request.body());
    }

    private void checkCreate(User user, Target target) {
        access.authorize(user, new Attributes("create", target.type().group(), target.type().version(),
                target.type().plural(), target.subresource(), target.namespace(), target.name(), ""));
    }

    private void count(HttpRequest request, RequestPath path, String verb, Reply reply) {
        int code = switch (reply) {
            case Reply.Whole whole -> whole.code();
            case Reply.Watching _ -> 200;
        };
        boolean apply = verb.equals("patch") && request.mediaType().startsWith("application/apply-patch");
        String scope = path.isResource() ? scope(path) : "";
        counts.count(new RequestCounts.Series(apply ? "apply" : verb, path.group(), path.version(), path.resource(),
                path.subresource(), scope, request.parameters().text("dryRun"), code, request.header("user-agent")));
    }

    private static String scope(RequestPath path) {
        if (!path.name().isEmpty()) {
            return "resource";
        }
        return path.namespaced() ? "namespace" : "cluster";
    }
}
