package dev.plumbline.kubernetes.requests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.json.SyntaxErrors;
import dev.plumbline.kubernetes.store.Key;

/// Where a chunked list goes on: after a key, in the state of a version. In the form of the real server's tokens.
///
/// @param version -1: in whatever state there is then
record ContinueToken(long version, Key after) {
    private static final String FORMAT = "meta.k8s.io/v1";

    String encoded() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("v", FORMAT).put("rv", version);
        String start = after.namespace().isEmpty() ? after.name() : after.namespace() + "/" + after.name();
        json.put("start", start + "\u0000");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json));
    }

    /// Reads a token; `namespace` is that of the request.
    static ContinueToken decode(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.replace("=", ""));
        } catch (IllegalArgumentException e) {
            throw invalid("illegal base64 data at input byte " + firstBad(token));
        }
        JsonNode json;
        try {
            json = Json.read(bytes).value();
        } catch (IOException e) {
            throw invalid(SyntaxErrors.describe(latin1(bytes)));
        }
        String format = json.path("v").asText();
        if (!format.equals(FORMAT)) {
            throw invalid("server does not recognize this encoded version " + format);
        }
        if (json.path("rv").asLong() == 0) {
            throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
        }
        String sent = json.path("start").asText();
        if (sent.isEmpty()) {
            throw invalid("encoded start key empty (version meta.k8s.io/v1)");
        }
        if (Stream.of(sent.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw invalid(sent);
        }
        String start = sent.replace("\u0000", "");
        int slash = start.indexOf('/');
        return new ContinueToken(json.path("rv").asLong(),
                slash < 0 ? new Key("", start) : new Key(start.substring(0, slash), start.substring(slash + 1)));
    }

    private static ApiException invalid(String why) {
        return ApiException.badRequest("invalid continue token: continue key is not valid: " + why);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int firstBad(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (!(Character.isLetterOrDigit(c) && c < 128) && c != '-' && c != '_') {
                return i;
            }
        }
        return token.length();
    }
}
