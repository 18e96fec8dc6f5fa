package dev.plumbline.kubernetes.http;

import java.util.List;
import java.util.Optional;

import dev.plumbline.kubernetes.api.ApiException;

/// The form in which a client wants its answer.
///
/// @param version       of `meta.k8s.io` for tables and partial objects
/// @param includeObject what of the object each row of a table holds: `None`, `Metadata` or `Object`
record Output(Form form, boolean yaml, String version, String includeObject) {
    private static final List<String> VERSIONS = List.of("v1", "v1beta1");
    private static final List<String> INCLUDED = List.of("", "None", "Metadata", "Object");
    static final Output JSON = new Output(Form.OBJECT, false, "", "");

    /// How an object is shown.
    enum Form {
        OBJECT, TABLE, PARTIAL, PARTIAL_LIST
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
                String included = request.parameters().text("includeObject");
                if (form.get() == Form.TABLE && !INCLUDED.contains(included)) {
                    throw ApiException.badRequest("Unable to convert to Table as requested: includeObject: Invalid "
                            + "value: \"" + included + "\": must be 'Metadata', 'Object', 'None', or empty");
                }
                return new Output(form.get(), yaml, type.parameter("v"), included);
            }
        }
        throw ApiException.of(406, "NotAcceptable", "only the following media types are accepted: application/json, "
                + "application/yaml, application/vnd.kubernetes.protobuf");
    }

    private static Optional<Form> form(MediaType type) {
        String as = type.parameter("as");
        if (as.isEmpty()) {
            return Optional.of(Form.OBJECT);
        }
        if (!type.parameter("g").equals("meta.k8s.io") || !VERSIONS.contains(type.parameter("v"))) {
            return Optional.empty();
        }
        return switch (as) {
            case "Table" -> Optional.of(Form.TABLE);
            case "PartialObjectMetadata" -> Optional.of(Form.PARTIAL);
            case "PartialObjectMetadataList" -> Optional.of(Form.PARTIAL_LIST);
            default -> Optional.empty();
        };
    }

    String contentType() {
        return yaml ? "application/yaml" : "application/json";
    }
}
