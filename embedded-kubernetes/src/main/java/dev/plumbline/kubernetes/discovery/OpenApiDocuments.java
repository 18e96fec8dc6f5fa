package dev.plumbline.kubernetes.discovery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.manifests.BuiltInTypes;

/// The OpenAPI documents: the Kubernetes project's for built-in resources, and those of custom resources.
public final class OpenApiDocuments {
    private static final String V3 = "/dev/plumbline/kubernetes/openapi/v3/";
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final List<String> META_TYPES = List.of("ObjectMeta", "OwnerReference", "ManagedFieldsEntry",
            "FieldsV1", "Time");

    private final Supplier<Map<String, ObjectNode>> custom;
    private final Map<String, byte[]> builtin = new ConcurrentHashMap<>();

    /// @param custom the documents of custom resources by group and version (`apis/example.com/v1`)
    public OpenApiDocuments(Supplier<Map<String, ObjectNode>> custom) {
        this.custom = custom;
    }

    /// The whole Swagger 2.0 document as JSON.
    public byte[] v2() {
        byte[] own = builtinV2();
        ObjectNode declared = CustomSwagger.of(custom.get().values());
        if (declared.path("definitions").isEmpty()) {
            return own;
        }
        ObjectNode merged = tree(own);
        for (String part : List.of("paths", "definitions")) {
            ((ObjectNode) merged.path(part)).setAll((ObjectNode) declared.path(part));
        }
        return Json.bytes(merged);
    }

    /// The whole Swagger 2.0 document as the protobuf message that kubectl asks for.
    public byte[] v2Proto() {
        byte[] own = builtin.computeIfAbsent("v2 as protobuf", _ -> SwaggerProto.of(tree(builtinV2())));
        ByteArrayOutputStream out = new ByteArrayOutputStream(own.length);
        out.writeBytes(own);
        out.writeBytes(SwaggerProto.of(CustomSwagger.of(custom.get().values())));
        return out.toByteArray();
    }

    private byte[] builtinV2() {
        return builtin.computeIfAbsent("v2", _ -> read(BuiltInTypes.OPENAPI_V2));
    }

    private static ObjectNode tree(byte[] document) {
        try {
            return (ObjectNode) Json.read(document).value();
        } catch (IOException e) {
            throw new UncheckedIOException("An OpenAPI document in the server's jar can't be read", e);
        }
    }

    /// `/openapi/v3`: which documents there are.
    public byte[] v3Index() {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = index.putObject("paths");
        try {
            Json.read(read(V3 + "index.json.gz")).value().path("paths").properties()
                    .forEach(path -> paths.set(path.getKey(), path.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/v3/index.json.gz in the server's jar can't be read", e);
        }
        custom.get().forEach((path, document) -> paths.putObject(path).put("serverRelativeURL",
                "/openapi/v3/" + path + "?hash=" + Integer.toHexString(document.hashCode()).toUpperCase(Locale.ROOT)));
        return Json.bytes(index);
    }

    /// `/openapi/v3/PATH`.
    public Optional<byte[]> v3(String path) {
        ObjectNode declared = custom.get().get(path);
        if (declared != null) {
            return Optional.of(Json.bytes(completed(declared)));
        }
        String resource = V3 + path.replace('/', '_') + ".json.gz";
        if (OpenApiDocuments.class.getResource(resource) == null) {
            return path.matches("apis/[a-z0-9.]+/v[0-9a-z]+") ? derived(path) : Optional.empty();
        }
        return Optional.of(builtin.computeIfAbsent(path, _ -> read(resource)));
    }

    /// For groups whose own document is not shipped.
    private Optional<byte[]> derived(String path) {
        byte[] known = builtin.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        ObjectNode document = DerivedDocument.of(tree(builtinV2()), path);
        if (document.path("paths").isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = Json.bytes(document);
        builtin.put(path, bytes);
        return Optional.of(bytes);
    }

    /// The document of a custom resource, with the built-in schemas that it refers to.
    private ObjectNode completed(ObjectNode declared) {
        JsonNode known = tree(builtin.computeIfAbsent("api/v1", _ -> read(V3 + "api_v1.json.gz"))).path("components")
                .path("schemas");
        ObjectNode document = declared.deepCopy();
        ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
        META_TYPES.forEach(type -> schemas.set(META + type, known.path(META + type)));
        return document;
    }

    private static byte[] read(String resource) {
        try (InputStream in = OpenApiDocuments.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The server's jar has no " + resource);
            }
            return new GZIPInputStream(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " in the server's jar can't be read", e);
        }
    }
}
