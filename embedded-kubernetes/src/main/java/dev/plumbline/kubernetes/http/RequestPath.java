package dev.plumbline.kubernetes.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.requests.Parameters;
import dev.plumbline.kubernetes.selectors.FieldSelector;

/// What a path says (apiserver's `RequestInfo`): a resource request, or any other path.
///
/// @param namespaced whether the path names a namespace
/// @param rest       what follows the subresource, as in proxied paths
record RequestPath(String path, boolean isResource, String group, String version, String resource, String subresource,
        String namespace, String name, boolean namespaced, List<String> rest) {
    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    static RequestPath parse(String path) {
        List<String> parts = Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
        boolean core = parts.size() >= 3 && parts.getFirst().equals("api");
        boolean grouped = parts.size() >= 4 && parts.getFirst().equals("apis");
        if (!core && !grouped) {
            return new RequestPath(path, false, "", "", "", "", "", "", false, List.of());
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(core ? 1 : 2);
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        if (rest.getFirst().equals("watch") && rest.size() > 1) {
            rest = rest.subList(1, rest.size());
        }
        String namespace = "";
        boolean namespaced = false;
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) {
                rest = rest.subList(2, rest.size());
                namespaced = true;
            }
        }
        return new RequestPath(path, true, group, version, rest.getFirst(), at(rest, 2), namespace, at(rest, 1),
                namespaced, rest.size() > 3 ? rest.subList(3, rest.size()) : List.of());
    }

    private static String at(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    /// The API's verb for a method.
    String verb(String method, Parameters parameters) {
        if (!isResource) {
            return method.toLowerCase(Locale.ROOT);
        }
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            case "GET", "HEAD" -> reading(parameters);
            default -> "";
        };
    }

    private String reading(Parameters parameters) {
        if (isWatch(parameters)) {
            return "watch";
        }
        return name.isEmpty() ? "list" : "get";
    }

    boolean isWatch(Parameters parameters) {
        return subresource.isEmpty() && ((parameters.flag("watch") && name.isEmpty()) || path.contains("/watch/"));
    }

    /// What is asked for, for authorization: a list or watch of one name alone is about the object of that name.
    Attributes attributes(String verb, Parameters parameters) {
        if (!isResource) {
            return Attributes.path(verb, path);
        }
        boolean isMany = name.isEmpty() && (verb.equals("list") || verb.equals("watch"));
        String one = isMany ? FieldSelector.exactName(parameters.text("fieldSelector")) : name;
        return new Attributes(verb, group, version, resource, subresource, namespace, one, "");
    }
}
