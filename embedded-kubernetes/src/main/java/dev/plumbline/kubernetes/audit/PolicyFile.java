package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.json.Yaml;

/// Reads and checks a policy file, by the rules of `apiserver/pkg/apis/audit/validation`.
final class PolicyFile {
    private final Path file;

    PolicyFile(Path file) {
        this.file = file;
    }

    AuditPolicy read() throws IOException {
        JsonNode policy = Yaml.readFirst(Files.readAllBytes(file)).value();
        if (!policy.path("kind").asText().equals("Policy")
                || !policy.path("apiVersion").asText().equals("audit.k8s.io/v1")) {
            throw wrong("must hold a Policy of audit.k8s.io/v1, is " + policy.path("kind").asText("nothing") + " of "
                    + policy.path("apiVersion").asText("no version"));
        }
        if (policy.path("rules").isEmpty()) {
            throw wrong("a policy without rules records nothing: give at least one, such as {level: Metadata}");
        }
        Set<Stage> omitted = stages(policy.path("omitStages"), "omitStages");
        boolean omitManagedFields = policy.path("omitManagedFields").asBoolean();
        List<PolicyRule> rules = new ArrayList<>();
        for (JsonNode rule : policy.path("rules")) {
            rules.add(rule(rule, "rules[" + rules.size() + "]", omitted, omitManagedFields));
        }
        return new AuditPolicy(rules, new Recording(Level.NONE, omitted, omitManagedFields));
    }

    private PolicyRule rule(JsonNode rule, String at, Set<Stage> omittedEverywhere, boolean omitManagedFields)
            throws IOException {
        String text = rule.path("level").asText();
        Optional<Level> level = Level.of(text);
        if (level.isEmpty()) {
            throw wrong(at + ".level must be None, Metadata, Request or RequestResponse, is \"" + text + "\"");
        }
        Set<Stage> omitted = stages(rule.path("omitStages"), at + ".omitStages");
        omitted.addAll(omittedEverywhere);
        List<String> urls = texts(rule.path("nonResourceURLs"));
        List<PolicyRule.Resources> resources = resources(rule.path("resources"), at + ".resources");
        List<String> namespaces = texts(rule.path("namespaces"));
        checkUrls(urls, at + ".nonResourceURLs");
        if (!urls.isEmpty() && (!resources.isEmpty() || !namespaces.isEmpty())) {
            throw wrong(at + ".nonResourceURLs: a rule is for resources or for other URLs, not for both");
        }
        return new PolicyRule(
                new Recording(level.get(), omitted, rule.path("omitManagedFields").asBoolean(omitManagedFields)),
                texts(rule.path("users")), texts(rule.path("userGroups")), texts(rule.path("verbs")), resources,
                namespaces, urls);
    }

    private List<PolicyRule.Resources> resources(JsonNode list, String at) throws IOException {
        List<PolicyRule.Resources> resources = new ArrayList<>();
        for (JsonNode entry : list) {
            String group = entry.path("group").asText();
            if (group.contains("/")) {
                throw wrong(at + ".group must be a group without a version, is \"" + group + "\"");
            }
            List<String> names = texts(entry.path("resourceNames"));
            List<String> plurals = texts(entry.path("resources"));
            if (!names.isEmpty() && plurals.isEmpty()) {
                throw wrong(at + ".resourceNames needs at least one resource beside it");
            }
            resources.add(new PolicyRule.Resources(group, plurals, Set.copyOf(names)));
        }
        return resources;
    }

    private void checkUrls(List<String> urls, String at) throws IOException {
        for (String url : urls) {
            int star = url.indexOf('*');
            if (!url.equals("*") && (!url.startsWith("/") || (star >= 0 && star < url.length() - 1))) {
                throw wrong(at + " must be * or begin with a / and have no * but at the end, is \"" + url + "\"");
            }
        }
    }

    private Set<Stage> stages(JsonNode list, String at) throws IOException {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (JsonNode entry : list) {
            Optional<Stage> stage = Stage.of(entry.asText());
            if (stage.isEmpty()) {
                throw wrong(at + " must be of RequestReceived, ResponseStarted, ResponseComplete and Panic, is \""
                        + entry.asText() + "\"");
            }
            stages.add(stage.get());
        }
        return stages;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }

    private IOException wrong(String why) {
        return new IOException("The audit policy " + file + " can't be used: " + why);
    }
}
