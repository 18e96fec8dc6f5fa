package dev.plumbline.kubernetes.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.api.ApiException;

/// Acting as someone else (`Impersonate-User`, `-Group`, `-Uid`, `-Extra-…`), for those who may (KEP-5284).
///
/// There are several modes: rights to impersonate nodes, ServiceAccounts or other users for certain requests only, and
/// the older right to impersonate for all. They are tried in this order, beginning with the one that let the same user
/// through before; when all fail, the refusal is that of the first.
public final class Impersonation {
    private static final String EXTRA = "impersonate-extra-";
    private static final String MASTERS = "system:masters";
    private static final int MAX_REMEMBERED = 10_000;

    private final Access access;
    private final Map<String, ImpersonationMode> lastSuccess = Collections
            .synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ImpersonationMode> eldest) {
                    return size() > MAX_REMEMBERED;
                }
            });

    public Impersonation(Access access) {
        this.access = access;
    }

    /// The user to act as: the given one when no header asks otherwise.
    ///
    /// @param headers names in lower case
    /// @param request what is to be done as that user
    public User apply(User user, Map<String, List<String>> headers, Attributes request) {
        User wanted = wanted(headers);
        if (wanted.name().isEmpty()) {
            if (!wanted.equals(new User("", "", List.of(), Map.of()))) {
                throw ApiException.badRequest("requested " + goText(wanted) + " without impersonating a user name");
            }
            return user;
        }
        List<ImpersonationMode> modes = new ArrayList<>(ImpersonationMode.applicable(wanted));
        ImpersonationMode usual = lastSuccess.get(user.name());
        if (usual != null && modes.remove(usual)) {
            modes.addFirst(usual);
        }
        @Nullable
        ApiException refusal = null;
        for (ImpersonationMode mode : modes) {
            Optional<ApiException> refused = refusal(mode, user, wanted, request);
            if (refused.isEmpty()) {
                lastSuccess.put(user.name(), mode);
                return mode.completed(wanted);
            }
            refusal = refusal == null ? refused.get() : refusal;
        }
        throw refusal == null ? ApiException.internal("all impersonation modes failed") : refusal;
    }

    private static User wanted(Map<String, List<String>> headers) {
        Map<String, List<String>> extra = new TreeMap<>();
        headers.forEach((header, values) -> {
            if (header.startsWith(EXTRA)) {
                extra.put(unescaped(header.substring(EXTRA.length()).toLowerCase(Locale.ROOT)), List.copyOf(values));
            }
        });
        return new User(first(headers, "impersonate-user"), first(headers, "impersonate-uid"),
                List.copyOf(headers.getOrDefault("impersonate-group", List.of())), extra);
    }

    /// Why a mode does not let a user act as another; empty: it does.
    private Optional<ApiException> refusal(ImpersonationMode mode, User user, User wanted, Attributes request) {
        try {
            if (mode.isConstrained()) {
                access.authorize(user, mode.on(request));
            }
            access.authorize(user, mode.name(wanted.name()));
            if (!wanted.uid().isEmpty()) {
                access.authorize(user, mode.detail("uids", "", wanted.uid()));
            }
            for (String group : wanted.groups()) {
                Attributes attributes = mode.group(group);
                if (mode.isConstrained() && group.equals(MASTERS)) {
                    throw access.forbidden(user, attributes,
                            "impersonating the system:masters group is not allowed");
                }
                access.authorize(user, attributes);
            }
            wanted.extra().forEach((key, values) -> values
                    .forEach(value -> access.authorize(user, mode.detail("userextras", key, value))));
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(e);
        }
    }

    private static String unescaped(String key) {
        try {
            return URLDecoder.decode(key.replace("+", "%2b"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    /// As Go prints the user that was asked for.
    private static String goText(User wanted) {
        List<String> groups = wanted.groups().stream().map(group -> "\"" + group + "\"").toList();
        List<String> extra = wanted.extra().entrySet().stream().map(entry -> "\"" + entry.getKey() + "\":[]string{"
                + String.join(", ", entry.getValue().stream().map(value -> "\"" + value + "\"").toList()) + "}")
                .toList();
        return "&user.DefaultInfo{Name:\"\", UID:\"" + wanted.uid() + "\", Groups:[]string"
                + (groups.isEmpty() ? "(nil)" : "{" + String.join(", ", groups) + "}") + ", Extra:map[string][]string"
                + (extra.isEmpty() ? "(nil)" : "{" + String.join(", ", extra) + "}") + "}";
    }

    private static String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
