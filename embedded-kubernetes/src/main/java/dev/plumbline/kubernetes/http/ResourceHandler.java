package dev.plumbline.kubernetes.http;

import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.requests.Answer;
import dev.plumbline.kubernetes.requests.Api;
import dev.plumbline.kubernetes.requests.Caller;
import dev.plumbline.kubernetes.requests.RequestBody;
import dev.plumbline.kubernetes.requests.Target;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.resources.Subresource;

/// Requests below `/api/v1/` and `/apis/GROUP/VERSION/`.
final class ResourceHandler {
    /// Watches without a timeout end after 30 to 60 minutes, as a real server's do.
    private static final int MIN_WATCH_SECONDS = 1_800;

    private final Api api;
    private final Rendering rendering;
    private final RandomGenerator random;

    ResourceHandler(Api api, RandomGenerator random) {
        this.api = api;
        this.rendering = new Rendering(api.presentation());
        this.random = random;
    }

    Reply handle(HttpRequest request, RequestPath path, String verb, Caller caller, Runnable wakeUp) {
        if (api.types().versions(path.group()).isEmpty()) {
            return Reply.Whole.text(404, "404 page not found\n");
        }
        if (!api.types().versions(path.group()).contains(path.version()) && !api.types().isBuiltin(path.group())) {
            return Reply.Whole.text(404, "404 page not found\n");
        }
        ResourceType type = api.types().find(path.group(), path.version(), path.resource())
                .orElseThrow(ResourceHandler::notFound);
        if (!type.deprecation().isEmpty()) {
            caller.warn(type.deprecation());
        }
        Target target = target(path, type, request.method());
        checkVerb(type, path, verb, request.method());
        if (path.isWatch(request.parameters()) && verb.equals("watch")) {
            return watch(request, target, wakeUp);
        }
        Output output = Output.negotiate(request);
        RequestBody body = new RequestBody(request.mediaType(), request.body());
        Answer answer = answer(request, target, verb, body, caller);
        return rendering.of(answer, output, caller.warnings());
    }

    private static Target target(RequestPath path, ResourceType type, String method) {
        boolean isNamespace = type.group().isEmpty() && type.plural().equals("namespaces");
        if (path.namespaced() != type.namespaced() && !isNamespace) {
            if (path.namespaced() || !path.name().isEmpty()) {
                throw notFound();
            }
            if (!method.equals("GET")) {
                throw methodNotAllowed();
            }
        }
        return new Target(type, type.namespaced() ? path.namespace() : "", path.name(), path.subresource());
    }

    private static void checkVerb(ResourceType type, RequestPath path, String verb, String method) {
        if (!path.rest().isEmpty()) {
            throw notFound();
        }
        if (path.subresource().isEmpty()) {
            boolean onObject = !path.name().isEmpty();
            boolean wrongPlace = onObject ? method.equals("POST") : method.equals("PUT") || method.equals("PATCH");
            if (wrongPlace || !type.allows(verb)) {
                throw methodNotAllowed();
            }
            return;
        }
        @Nullable
        Subresource subresource = type.subresources().get(path.subresource());
        if (subresource == null) {
            throw notFound();
        }
        if (!subresource.verbs().contains(verb)) {
            throw methodNotAllowed();
        }
    }

    private Answer answer(HttpRequest request, Target target, String verb, RequestBody body, Caller caller) {
        if (!target.subresource().isEmpty() && !target.subresource().equals("status")) {
            return api.subresource(target, verb, body, request.parameters(), caller);
        }
        return switch (verb) {
            case "get" -> api.operations().get(target, request.parameters());
            case "list" -> api.operations().list(target, request.parameters());
            case "create" -> api.create(target, body, request.parameters(), caller);
            case "update" -> api.operations().put(target, body, request.parameters(), caller);
            case "patch" -> api.operations().patch(target, body, request.parameters(), caller);
            case "delete" -> api.operations().delete(target, body, request.parameters(), caller);
            case "deletecollection" -> api.operations().deleteCollection(target, body, request.parameters());
            default -> throw methodNotAllowed();
        };
    }

    private Reply watch(HttpRequest request, Target target, Runnable wakeUp) {
        Output output = Output.negotiate(request);
        long timeout = request.parameters().number("timeoutSeconds").filter(seconds -> seconds > 0)
                .orElseGet(() -> (long) MIN_WATCH_SECONDS + random.nextInt(MIN_WATCH_SECONDS));
        return new Reply.Watching(api.watch(target, request.parameters(), wakeUp), output,
                request.parameters().flag("allowWatchBookmarks"), timeout, () -> {
                });
    }

    static ApiException notFound() {
        return new ApiException(
                new Status(404, "NotFound", "the server could not find the requested resource", Details.EMPTY));
    }

    static ApiException methodNotAllowed() {
        return new ApiException(new Status(405, "MethodNotAllowed",
                "the server does not allow this method on the requested resource", Details.EMPTY));
    }
}
