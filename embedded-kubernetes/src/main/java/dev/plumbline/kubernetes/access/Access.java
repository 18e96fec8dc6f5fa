package dev.plumbline.kubernetes.access;

import java.util.Locale;
import java.util.Optional;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Details;
import dev.plumbline.kubernetes.api.Status;

/// Who a request is from and whether it may be made.
public final class Access {
    private final Tokens tokens;
    private final ServiceAccountTokens accountTokens;
    private final Rbac rbac;
    private final boolean anonymous;

    /// @param anonymous whether a request without a token is one of the user `system:anonymous`
    public Access(Tokens tokens, ServiceAccountTokens accountTokens, Rbac rbac, boolean anonymous) {
        this.tokens = tokens;
        this.accountTokens = accountTokens;
        this.rbac = rbac;
        this.anonymous = anonymous;
    }

    public Rbac rbac() {
        return rbac;
    }

    public ServiceAccountTokens accountTokens() {
        return accountTokens;
    }

    /// Whose token this is: a user's of the token file, or a ServiceAccount's.
    ///
    /// @param audience for whom the token must be; those of the file are for this server alone
    public Optional<User> user(String token, String audience) {
        return (audience.equals(ServiceAccountTokens.ISSUER) ? tokens.user(token) : Optional.<User>empty())
                .or(() -> accountTokens.user(token, audience));
    }

    /// The user of an Authorization header: anonymous without one where that is allowed, refused with 401 when it is not known.
    public User authenticate(String authorization) {
        if (authorization.isEmpty() && anonymous) {
            return User.ANONYMOUS;
        }
        String bearer = "bearer ";
        if (authorization.toLowerCase(Locale.ROOT).startsWith(bearer)) {
            Optional<User> user = user(authorization.substring(bearer.length()).strip(),
                    ServiceAccountTokens.ISSUER);
            if (user.isPresent()) {
                return user.get();
            }
        }
        throw ApiException.of(401, "Unauthorized", "Unauthorized");
    }

    public Decision decide(User user, Attributes attributes) {
        return rbac.decide(user, attributes);
    }

    /// Refuses with 403 what the user may not do.
    public void authorize(User user, Attributes attributes) {
        enforce(decide(user, attributes), user, attributes);
    }

    /// Refuses with 403 what was decided against.
    public void enforce(Decision decision, User user, Attributes attributes) {
        if (!decision.allowed()) {
            throw forbidden(user, attributes, "");
        }
    }

    /// The refusal of what a user may not do.
    ///
    /// @param reason may be empty
    ApiException forbidden(User user, Attributes attributes, String reason) {
        if (!attributes.isResource()) {
            return new ApiException(new Status(403, "Forbidden", "forbidden: User \"" + user.name() + "\" cannot "
                    + attributes.verb() + " path \"" + attributes.path() + "\"", Details.EMPTY));
        }
        String where = attributes.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + attributes.namespace() + "\"";
        return ApiException.forbidden(attributes.group(), attributes.resource(), attributes.name(),
                "User \"" + user.name() + "\" cannot " + attributes.verb() + " resource \""
                        + attributes.qualifiedResource() + "\" in API group \"" + attributes.group() + "\" " + where
                        + (reason.isEmpty() ? "" : ": " + reason));
    }
}
