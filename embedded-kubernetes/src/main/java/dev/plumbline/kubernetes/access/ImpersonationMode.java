package dev.plumbline.kubernetes.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.kubernetes.api.NameRules;
import dev.plumbline.kubernetes.kinds.NameRule;

/// A way in which a user may be allowed to act as another, and the rights that it asks for.
enum ImpersonationMode {
    /// Any node, by name alone.
    NODE("arbitrary-node"),
    /// A ServiceAccount, by name alone.
    SERVICE_ACCOUNT("serviceaccount"),
    /// Users that are neither.
    USER("user-info"),
    /// The right `impersonate`, which holds for every request.
    UNCONSTRAINED("");

    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final String NODE_PREFIX = "system:node:";
    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";

    private final String text;

    ImpersonationMode(String text) {
        this.text = text;
    }

    /// The modes that can be asked for this user, in the order in which they are tried.
    static List<ImpersonationMode> applicable(User wanted) {
        boolean isNode = node(wanted.name()).isPresent();
        boolean isAccount = account(wanted.name()).isPresent();
        List<ImpersonationMode> modes = new ArrayList<>();
        if (!isNode && !isAccount) {
            modes.add(USER);
        } else if (wanted.uid().isEmpty() && wanted.groups().isEmpty() && wanted.extra().isEmpty()) {
            modes.add(isNode ? NODE : SERVICE_ACCOUNT);
        }
        modes.add(UNCONSTRAINED);
        return modes;
    }

    boolean isConstrained() {
        return this != UNCONSTRAINED;
    }

    private String verb() {
        return isConstrained() ? "impersonate:" + text : "impersonate";
    }

    /// The right to make this very request as somebody else.
    Attributes on(Attributes request) {
        return new Attributes("impersonate-on:" + text + ":" + request.verb(), request.group(), request.version(),
                request.resource(), request.subresource(), request.namespace(), request.name(), request.path());
    }

    Attributes name(String name) {
        Optional<Account> account = account(name);
        if (account.isPresent()) {
            return attributes("serviceaccounts", account.get().namespace(), account.get().name());
        }
        Optional<String> node = isConstrained() ? node(name) : Optional.empty();
        return node.isPresent() ? attributes("nodes", "", node.get()) : attributes("users", "", name);
    }

    Attributes group(String group) {
        return attributes("groups", "", group);
    }

    private Attributes attributes(String resource, String namespace, String name) {
        return new Attributes(verb(), isConstrained() ? AUTHENTICATION : "", "v1", resource, "", namespace, name, "");
    }

    /// A uid, or a value of an extra field, whose key is the subresource.
    Attributes detail(String resource, String subresource, String name) {
        return new Attributes(verb(), AUTHENTICATION, "v1", resource, subresource, "", name, "");
    }

    /// The user with the groups that follow from the name.
    User completed(User wanted) {
        List<String> groups = new ArrayList<>(wanted.groups());
        Optional<Account> account = account(wanted.name());
        if (groups.isEmpty() && account.isPresent()) {
            groups.add("system:serviceaccounts");
            groups.add("system:serviceaccounts:" + account.get().namespace());
        } else if (this == NODE) {
            groups.add("system:nodes");
        }
        String unknown = "system:unauthenticated";
        String known = "system:authenticated";
        if (wanted.name().equals(User.ANONYMOUS.name())) {
            if (!groups.contains(unknown)) {
                groups.add(unknown);
            }
        } else if (!groups.contains(unknown) && !groups.contains(known)) {
            groups.add(known);
        }
        return new User(wanted.name(), wanted.uid(), groups, wanted.extra());
    }

    private static Optional<String> node(String name) {
        return name.startsWith(NODE_PREFIX) && NameRules.subdomain(name.substring(NODE_PREFIX.length())).isEmpty()
                ? Optional.of(name.substring(NODE_PREFIX.length()))
                : Optional.empty();
    }

    private static Optional<Account> account(String name) {
        String[] parts = name.startsWith(ACCOUNT_PREFIX)
                ? name.substring(ACCOUNT_PREFIX.length()).split(":", -1)
                : new String[0];
        return parts.length == 2 && NameRules.check(NameRule.DNS_LABEL, parts[0], false).isEmpty()
                && NameRules.subdomain(parts[1]).isEmpty()
                        ? Optional.of(new Account(parts[0], parts[1]))
                        : Optional.empty();
    }

    private record Account(String namespace, String name) {
    }
}
