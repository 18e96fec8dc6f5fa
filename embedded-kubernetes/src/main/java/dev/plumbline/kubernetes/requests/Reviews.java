package dev.plumbline.kubernetes.requests;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.Decision;
import dev.plumbline.kubernetes.access.ServiceAccountTokens;
import dev.plumbline.kubernetes.access.User;
import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;

/// Kinds that are asked and not stored: who am I, whose token is this, may somebody do something.
final class Reviews {
    private static final Set<String> GROUPS = Set.of("authorization.k8s.io", "authentication.k8s.io");

    private final Access access;
    private final InstantSource clock;

    Reviews(Access access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    static boolean isReview(Target target) {
        return GROUPS.contains(target.type().group());
    }

    /// Fills in the status of a review that was decoded and tracked.
    ObjectNode answer(Target target, ObjectNode sent, User user) {
        ObjectNode review = sent.deepCopy();
        if (!target.namespace().isEmpty()) {
            Operations.checkNamespace(target, review);
            review.withObjectProperty("metadata").put("namespace", target.namespace());
        }
        JsonNode spec = review.path("spec");
        switch (target.type().kind()) {
            case "SelfSubjectReview" -> {
                review.withObjectProperty("metadata").put("creationTimestamp",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
                review.putObject("status").set("userInfo", json(user));
            }
            case "TokenReview" -> {
                if (spec.path("token").asText().isEmpty()) {
                    throw ApiException.badRequest("token is required for TokenReview in authentication");
                }
                review.set("status", token(spec.path("token").asText(), spec.path("audiences")));
            }
            case "SelfSubjectAccessReview" -> {
                List<Cause> causes = checkAttributes(spec);
                checkMetadata(target, review, causes);
                refuse(causes);
                review.set("status", decision(user, spec));
            }
            case "SubjectAccessReview", "LocalSubjectAccessReview" -> {
                List<Cause> causes = checkAttributes(spec);
                if (spec.path("user").asText().isEmpty() && spec.path("groups").isEmpty()) {
                    causes.add(Cause.invalid("spec.user", "", "at least one of user or group must be specified"));
                }
                checkMetadata(target, review, causes);
                refuse(causes);
                review.set("status", decision(subject(spec), spec));
            }
            case "SelfSubjectRulesReview" -> {
                if (spec.path("namespace").asText().isEmpty()) {
                    throw ApiException.badRequest("no namespace on request");
                }
                review.set("status", rules(user, spec.path("namespace").asText()));
            }
            default -> throw ApiException.methodNotAllowed(
                    "create is not supported on resources of kind \"" + target.type().plural() + "\"");
        }
        return review;
    }

    private static void refuse(List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiException.invalid("authorization.k8s.io", "", "", causes);
        }
    }

    private static List<Cause> checkAttributes(JsonNode spec) {
        List<Cause> causes = new ArrayList<>();
        boolean resource = spec.has("resourceAttributes");
        boolean path = spec.has("nonResourceAttributes");
        String rule = "exactly one of nonResourceAttributes or resourceAttributes must be specified";
        if (resource && path) {
            causes.add(Cause.invalid("spec.nonResourceAttributes", spec.path("nonResourceAttributes"),
                    "cannot be specified in combination with resourceAttributes"));
        } else if (!resource && !path) {
            causes.add(Cause.invalid("spec.resourceAttributes", JsonNodeFactory.instance.nullNode(), rule));
        }
        return causes;
    }

    /// A review has no name and no labels; one of a namespace asks about that namespace alone.
    private static void checkMetadata(Target target, ObjectNode review, List<Cause> causes) {
        boolean isLocal = !target.namespace().isEmpty();
        ObjectNode metadata = review.path("metadata").deepCopy();
        metadata.remove(List.of("managedFields", "namespace"));
        if (!metadata.isEmpty()) {
            causes.add(Cause.invalid("metadata", metadata,
                    isLocal ? "must be empty except for namespace" : "must be empty"));
        }
        if (!isLocal) {
            return;
        }
        JsonNode resource = review.path("spec").path("resourceAttributes");
        if (resource.isObject() && !resource.path("namespace").asText().equals(target.namespace())) {
            causes.add(Cause.invalid("spec.resourceAttributes.namespace", resource.path("namespace").asText(),
                    "must match metadata.namespace"));
        }
        JsonNode path = review.path("spec").path("nonResourceAttributes");
        if (path.isObject()) {
            causes.add(Cause.invalid("spec.nonResourceAttributes", path, "disallowed on this kind of request"));
        }
    }

    private static User subject(JsonNode spec) {
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText()));
        Map<String, List<String>> extra = new HashMap<>();
        return new User(spec.path("user").asText(), spec.path("uid").asText(), groups, extra);
    }

    private ObjectNode decision(User user, JsonNode spec) {
        Decision decision = access.rbac().decide(user, attributes(spec));
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("allowed", decision.allowed());
        if (!decision.reason().isEmpty()) {
            status.put("reason", decision.reason());
        }
        return status;
    }

    private static Attributes attributes(JsonNode spec) {
        JsonNode resource = spec.path("resourceAttributes");
        if (resource.isMissingNode()) {
            JsonNode other = spec.path("nonResourceAttributes");
            return Attributes.path(other.path("verb").asText(), other.path("path").asText());
        }
        return new Attributes(resource.path("verb").asText(), resource.path("group").asText(),
                resource.path("version").asText(), resource.path("resource").asText(),
                resource.path("subresource").asText(), resource.path("namespace").asText(),
                resource.path("name").asText(), "");
    }

    private ObjectNode token(String token, JsonNode audiences) {
        List<String> wanted = new ArrayList<>();
        audiences.forEach(audience -> wanted.add(audience.asText()));
        if (wanted.isEmpty()) {
            wanted.add(ServiceAccountTokens.ISSUER);
        }
        wanted.removeIf(audience -> access.user(token, audience).isEmpty());
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        Optional<User> user = wanted.isEmpty() ? Optional.empty() : access.user(token, wanted.getFirst());
        if (user.isEmpty()) {
            status.putObject("user");
            return status.put("error", "invalid bearer token");
        }
        status.put("authenticated", true).set("user", json(user.get()));
        wanted.forEach(status.putArray("audiences")::add);
        return status;
    }

    private ObjectNode rules(User user, String namespace) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        ArrayNode resourceRules = status.putArray("resourceRules");
        ArrayNode pathRules = status.putArray("nonResourceRules");
        if (user.groups().contains(User.MASTERS)) {
            ObjectNode everything = resourceRules.addObject();
            List.of("verbs", "apiGroups", "resources").forEach(field -> everything.putArray(field).add("*"));
            ObjectNode everyPath = pathRules.addObject();
            List.of("verbs", "nonResourceURLs").forEach(field -> everyPath.putArray(field).add("*"));
        }
        for (JsonNode rule : access.rbac().rules(user, namespace)) {
            if (rule.path("nonResourceURLs").isEmpty()) {
                resourceRules.add(rule);
            } else {
                pathRules.add(rule);
            }
        }
        return status.put("incomplete", false);
    }

    private static ObjectNode json(User user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("username", user.name());
        if (!user.uid().isEmpty()) {
            json.put("uid", user.uid());
        }
        ArrayNode groups = json.putArray("groups");
        user.groups().forEach(groups::add);
        if (!user.extra().isEmpty()) {
            ObjectNode extra = json.putObject("extra");
            user.extra().forEach((key, values) -> values.forEach(extra.withArrayProperty(key)::add));
        }
        return json;
    }
}
