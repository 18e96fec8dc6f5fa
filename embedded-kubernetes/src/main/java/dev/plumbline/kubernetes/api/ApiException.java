package dev.plumbline.kubernetes.api;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A refusal: thrown where a request breaks a rule, answered as a Status body by whoever took the request.
///
/// The factories follow apimachinery's `errors.New…`; `group` is empty for core, `resource` is the plural.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    public ApiException(Status status) {
        super(status.message(), null, false, false);
        this.status = status;
    }

    public Status status() {
        return status;
    }

    public int code() {
        return status.code();
    }

    public String reason() {
        return status.reason();
    }

    /// The body that tells a client.
    public ObjectNode body() {
        return status.toJson();
    }

    public static ApiException badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    public static ApiException notFound(String group, String resource, String name) {
        return new ApiException(
                new Status(404, "NotFound", qualified(resource, group) + " " + quoted(name) + " not found",
                        Details.of(name, group, resource)));
    }

    public static ApiException alreadyExists(String group, String resource, String name) {
        return new ApiException(new Status(409, "AlreadyExists",
                qualified(resource, group) + " " + quoted(name) + " already exists",
                Details.of(name, group, resource)));
    }

    public static ApiException forbidden(String group, String resource, String name, String why) {
        String subject = name.isEmpty() ? qualified(resource, group) : qualified(resource, group) + " " + quoted(name);
        return new ApiException(
                new Status(403, "Forbidden", subject + " is forbidden: " + why, Details.of(name, group, resource)));
    }

    public static ApiException conflict(String group, String resource, String name, String why) {
        return new ApiException(new Status(409, "Conflict",
                "Operation cannot be fulfilled on " + qualified(resource, group) + " " + quoted(name) + ": " + why,
                Details.of(name, group, resource)));
    }

    /// The conflict of optimistic concurrency: the object is not the one that the writer had read.
    public static ApiException modified(String group, String resource, String name) {
        return conflict(group, resource, name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /// An object that breaks rules of its kind; `causes` is not empty.
    public static ApiException invalid(String group, String kind, String name, List<Cause> causes) {
        String message = qualified(kind, group) + " " + quoted(name) + " is invalid: " + joined(causes);
        return new ApiException(new Status(422, "Invalid", message, Details.of(name, group, kind).with(causes)));
    }

    public static ApiException methodNotAllowed(String action) {
        return of(405, "MethodNotAllowed", action);
    }

    public static ApiException expired(String message) {
        return of(410, "Expired", message);
    }

    public static ApiException internal(String message) {
        return new ApiException(new Status(500, "InternalError", "Internal error occurred: " + message,
                Details.EMPTY.with(List.of(new Cause("", message, "")))));
    }

    /// A refusal without details.
    public static ApiException of(int code, String reason, String message) {
        return new ApiException(new Status(code, reason, message, null));
    }

    private static String joined(List<Cause> causes) {
        List<String> lines = causes.stream().map(Cause::line).distinct().toList();
        return lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
    }

    private static String qualified(String resource, String group) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
