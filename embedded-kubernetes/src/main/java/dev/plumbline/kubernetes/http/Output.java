package dev.plumbline.kubernetes.http;

import java.util.List;
import java.util.Optional;

import dev.plumbline.kubernetes.api.ApiException;

/// The form in which a client wants its answer.
///
/// @param version       of `meta.k8s.io` for tables and partial objects
/// @param includeObject what of the object each row of a table holds: `None`, `Metadata` or `Object`
record Output(Form form, boolean yaml, String version, String includeObject) {
    static final Output JSON = new Output(Form.OBJECT, false, "", "");

    /// How an object is shown.
    enum Form {
        OBJECT, TABLE, PARTIAL
    }

    /// Chooses the first acceptable form; 406 when there is none.
    static Output negotiate(HttpRequest request) {
        String accept = request.header("accept");
        List<MediaType> types = MediaType.accepted(accept.isEmpty() ? "application/json" : accept);
        for (MediaType type : types) {
            boolean json = type.name().equals("application/json") || type.name().equals("*/*")
                    || type.name().equals("application/*");
            boolean yaml = type.name().equals("application/yaml");
            if (!json && !yaml) {
                continue;
            }
            Optional<Form> form = form(type);
            if (form.isPresent()) {
                return new Output(form.get(), yaml, type.parameter("v"), request.parameters().text("includeObject"));
            }
        }
        throw ApiException.of(406, "NotAcceptable", "only the following media types are accepted: application/json, "
                + "application/yaml, application/vnd.kubernetes.protobuf");
    }

    private static Optional<Form> form(MediaType type) {
        boolean meta = type.parameter("g").equals("meta.k8s.io");
        return switch (type.parameter("as")) {
            case "Table" -> meta ? Optional.of(Form.TABLE) : Optional.empty();
            case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                meta ? Optional.of(Form.PARTIAL) : Optional.empty();
            case "" -> Optional.of(Form.OBJECT);
            default -> Optional.empty();
        };
    }

    String contentType() {
        return yaml ? "application/yaml" : "application/json";
    }
}
