package dev.plumbline.audit.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who may read and command.
public sealed interface Access {
    /// What a request shows of its sender.
    ///
    /// @param writes whether it may change something
    /// @param bearer the token of its `Authorization` header
    /// @param session the console's cookie
    /// @param byConsole whether it carries the header that only the console's own script sets: no other site can
    /// @param sameOrigin false when the browser says that another site's page sends it
    /// @param local whether it comes over loopback and asks for a loopback name
    record Credentials(boolean writes, Optional<String> bearer, Optional<String> session, boolean byConsole,
            boolean sameOrigin, boolean local) {
    }

    /// What is said to a request.
    sealed interface Verdict {
        /// @param actor who it is, as the audit will name them
        record Allowed(String actor) implements Verdict {
        }

        /// Nobody known.
        ///
        /// @param reason why, and what to do
        record Unauthenticated(String reason) implements Verdict {
        }

        /// Somebody known, but another site may have sent it in their name.
        record Forged(String reason) implements Verdict {
        }
    }

    Verdict judge(Credentials credentials);

    /// The value of the session cookie for whoever knows this token; empty when it is not the right one.
    Optional<String> session(String token);

    /// No token was configured: whoever sits at this machine, and nobody else.
    record Open() implements Access {
        @Override
        public Verdict judge(Credentials credentials) {
            if (!credentials.local()) {
                return new Verdict.Unauthenticated("Without a configured token only requests over loopback are"
                        + " answered: set PLUMBLINE_TOKEN_FILE to open the API to others");
            }
            return credentials.writes() && !credentials.sameOrigin()
                    ? new Verdict.Forged("Another site's page sent this")
                    : new Verdict.Allowed("anonymous");
        }

        @Override
        public Optional<String> session(String token) {
            return Optional.empty();
        }
    }

    /// One token for all. The session cookie is derived from it: a restart keeps sessions, a new token ends them.
    final class Guarded implements Access {
        private static final String ACTOR = "admin";
        private final byte[] token;
        private final String session;

        public Guarded(String token) {
            if (token.isBlank()) {
                throw new IllegalArgumentException("The API's token is empty: write one into PLUMBLINE_TOKEN_FILE");
            }
            this.token = token.getBytes(StandardCharsets.UTF_8);
            this.session = HexFormat.of().formatHex(mac(this.token, "plumbline console session"));
        }

        @Override
        public Verdict judge(Credentials credentials) {
            if (credentials.bearer().isPresent()) {
                return matches(credentials.bearer().get(), token)
                        ? new Verdict.Allowed(ACTOR)
                        : new Verdict.Unauthenticated("The bearer token is not the one of this installation");
            }
            if (credentials.session().filter(this::isSession).isEmpty()) {
                return new Verdict.Unauthenticated("The request carries no bearer token");
            }
            boolean forged = credentials.writes() && !(credentials.byConsole() && credentials.sameOrigin());
            return forged
                    ? new Verdict.Forged("A session alone does not allow commands: another site could send this")
                    : new Verdict.Allowed(ACTOR);
        }

        @Override
        public Optional<String> session(String given) {
            return matches(given, token) ? Optional.of(session) : Optional.empty();
        }

        private boolean isSession(String cookie) {
            return matches(cookie, session.getBytes(StandardCharsets.UTF_8));
        }

        /// In constant time.
        private static boolean matches(String given, byte[] expected) {
            return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected);
        }

        private static byte[] mac(byte[] key, String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has HmacSHA256, this one has not", e);
            }
        }

        @Override
        public String toString() {
            return "Guarded[token hidden]";
        }
    }
}
