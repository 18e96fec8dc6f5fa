package dev.plumbline.manifests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// The types of the kinds that Kubernetes 1.36 brings along.
///
/// Read from `types.txt.gz`, an excerpt of the server's OpenAPI v2 document with one definition a line; a definition is
/// parsed when a type that needs it is first used.
public final class BuiltInTypes {
    /// The server's whole OpenAPI v2 document, gzipped JSON, as a class-path resource.
    public static final String OPENAPI_V2 = "/dev/plumbline/manifests/openapi-v2.json.gz";

    private static final String TYPES = "/dev/plumbline/manifests/types.txt.gz";
    /// The definition of `metadata`, which all kinds share.
    static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> definitions = new HashMap<>(1024);
    private final Map<String, String> kinds = new HashMap<>(1024);
    private final OpenApiSchemas schemas = new OpenApiSchemas(this::parsed);

    private BuiltInTypes() {
        try (InputStream resource = Objects.requireNonNull(BuiltInTypes.class.getResourceAsStream(TYPES), TYPES);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(resource, 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                Map<String, String> target = line.charAt(0) == '@' ? kinds : definitions;
                target.put(line.substring(0, tab), line.substring(tab + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Resource " + TYPES + " can't be read", e);
        }
    }

    /// The types, loaded at the first call.
    public static BuiltInTypes load() {
        return Holder.TYPES;
    }

    /// The type of a built-in kind, for example `apps/v1` `Deployment`; empty for kinds that Kubernetes does not know.
    public Optional<Schema> schema(String apiVersion, String kind) {
        return Optional.ofNullable(kinds.get("@" + apiVersion + " " + kind)).map(schemas::named);
    }

    /// The definition of a built-in kind in OpenAPI's form, reduced to structure and merge extensions; `$ref` holds bare
    /// definition names.
    public Optional<JsonNode> definition(String apiVersion, String kind) {
        return Optional.ofNullable(kinds.get("@" + apiVersion + " " + kind)).flatMap(this::definition);
    }

    /// The definition with this name, for example `io.k8s.api.core.v1.Container`.
    public Optional<JsonNode> definition(String name) {
        return Optional.ofNullable(parsed(name));
    }

    private @Nullable JsonNode parsed(String name) {
        String text = definitions.get(name);
        if (text == null) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Resource " + TYPES + ": definition " + name + " is broken", e);
        }
    }

    private static final class Holder {
        static final BuiltInTypes TYPES = new BuiltInTypes();
    }
}
