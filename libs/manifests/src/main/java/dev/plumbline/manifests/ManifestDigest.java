package dev.plumbline.manifests;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The identity of a manifest's content: equal for all spellings of the same values.
///
/// `v1:` and the SHA-256 of the canonical form in hexadecimal. The canonical form is JSON without white space, keys in
/// the order of their UTF-16 code units, numbers by value (`1.0` is `1`). A new version of the algorithm gets a new
/// prefix, so that old digests stay recognisable.
public final class ManifestDigest {
    private static final String VERSION = "v1:";

    private ManifestDigest() {
    }

    public static String of(JsonNode value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(value).toString().getBytes(StandardCharsets.UTF_8));
            return VERSION + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /// The value in its canonical form; a copy.
    public static JsonNode canonical(JsonNode value) {
        if (value.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            value.fieldNames().forEachRemaining(names::add);
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            names.forEach(name -> sorted.set(name, canonical(value.path(name))));
            return sorted;
        }
        if (value.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(item -> items.add(canonical(item)));
            return items;
        }
        return value.isNumber() ? number(value) : value;
    }

    private static JsonNode number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return JsonNodeFactory.instance.numberNode(value.bigIntegerValue());
        }
        BigDecimal decimal = value.decimalValue().stripTrailingZeros();
        return decimal.scale() <= 0
                ? JsonNodeFactory.instance.numberNode(decimal.toBigInteger())
                : DecimalNode.valueOf(decimal);
    }
}
