package dev.plumbline.local.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Which repositories are private, and the token that opens each.
final class AccessTokens {
    private static final String BASIC = "Basic ";

    private final Map<String, String> tokens;

    AccessTokens(Map<String, String> tokens) {
        this.tokens = Map.copyOf(tokens);
    }

    /// Whether a request with this `Authorization` header may use the repository.
    boolean admits(String repository, @Nullable String authorization) {
        String token = tokens.get(repository);
        if (token == null) {
            return true;
        }
        return authorization != null && authorization.startsWith(BASIC)
                && MessageDigest.isEqual(bytes(password(authorization.substring(BASIC.length()))), bytes(token));
    }

    private static String password(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials.strip()), StandardCharsets.UTF_8);
            return decoded.substring(decoded.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
