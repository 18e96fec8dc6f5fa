package dev.plumbline.kubernetes.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.manifests.BuiltInTypes;

/// The OpenAPI documents: the Kubernetes project's for built-in resources, and those of custom resources.
public final class OpenApiDocuments {
    private static final String V3 = "/dev/plumbline/kubernetes/openapi/v3/";

    private final Supplier<Map<String, ObjectNode>> custom;
    private final Map<String, byte[]> builtin = new ConcurrentHashMap<>();

    /// @param custom the documents of custom resources by group and version (`apis/example.com/v1`)
    public OpenApiDocuments(Supplier<Map<String, ObjectNode>> custom) {
        this.custom = custom;
    }

    /// The whole Swagger 2.0 document.
    public byte[] v2() {
        return builtin.computeIfAbsent("v2", _ -> read(BuiltInTypes.OPENAPI_V2));
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
            return Optional.of(Json.bytes(declared));
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
        try {
            ObjectNode document = DerivedDocument.of(Json.read(v2()).value(), path);
            if (document.path("paths").isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = Json.bytes(document);
            builtin.put(path, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The OpenAPI v2 document in the server's jar can't be read", e);
        }
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
