package dev.plumbline.kubernetes.kinds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.kubernetes.api.NameRules;

/// The rules of CertificateSigningRequest (pkg/apis/certificates/validation, pkg/registry/certificates).
final class SigningRequests {
    private static final String HEAD = "-----BEGIN CERTIFICATE REQUEST-----";
    private static final int LEAST_SECONDS = 600;
    private static final Set<String> DECISIONS = Set.of("Approved", "Denied");
    private static final List<String> USAGES = List.of("any", "cert sign", "client auth", "code signing",
            "content commitment", "crl sign", "data encipherment", "decipher only", "digital signature",
            "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement",
            "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing",
            "timestamping");

    private SigningRequests() {
    }

    static void check(Field request) {
        Field spec = request.at("spec");
        String pem = new String(Base64.getMimeDecoder().decode(spec.at("request").text()), StandardCharsets.UTF_8);
        if (!pem.strip().startsWith(HEAD)) {
            spec.at("request").invalid("PEM block type must be CERTIFICATE REQUEST");
        }
        Field usages = spec.at("usages").required();
        Set<String> seen = new HashSet<>();
        usages.each(usage -> {
            if (!USAGES.contains(usage.text())) {
                usage.unsupported(USAGES);
            }
            if (!seen.add(usage.text())) {
                usage.duplicate();
            }
        });
        signer(spec.at("signerName").required());
        JsonNode seconds = spec.at("expirationSeconds").value();
        if (seconds.isNumber() && seconds.asLong() < LEAST_SECONDS) {
            spec.at("expirationSeconds").invalid("may not specify a duration less than 600 seconds (10 minutes)");
        }
    }

    private static void signer(Field signer) {
        if (!signer.isSet()) {
            return;
        }
        if (signer.text().equals("kubernetes.io/legacy-unknown")) {
            signer.invalid("the legacy signerName is not allowed via this API version");
            return;
        }
        String[] parts = signer.text().split("/", -1);
        if (parts.length != 2) {
            signer.invalid("must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }
        Field domain = signer.as(TextNode.valueOf(parts[0])).matches(NameRules::subdomain);
        if (!parts[0].contains(".")) {
            domain.invalid("should be a domain with at least two segments separated by dots");
        }
        signer.as(TextNode.valueOf(parts[1])).matches(NameRules::subdomain);
    }

    /// What was asked for does not change.
    static void keep(ObjectNode request, ObjectNode old) {
        Trees.copyField(request, old, "spec");
        Trees.copyField(request, old, "status");
    }

    /// An approval changes conditions only.
    static void approve(ObjectNode request, ObjectNode old) {
        JsonNode conditions = Trees.at(request, "status", "conditions").deepCopy();
        keep(request, old);
        Trees.object(request, "status").set("conditions", conditions);
        stamp(conditions, Trees.at(old, "status", "conditions"));
    }

    /// A signer can't approve or deny.
    static void keepApproval(ObjectNode request, ObjectNode old) {
        ArrayNode kept = request.arrayNode();
        for (JsonNode condition : Trees.at(old, "status", "conditions")) {
            if (DECISIONS.contains(condition.path("type").asText())) {
                kept.add(condition.deepCopy());
            }
        }
        for (JsonNode condition : Trees.at(request, "status", "conditions")) {
            if (!DECISIONS.contains(condition.path("type").asText())) {
                kept.add(condition);
            }
        }
        if (!kept.isEmpty()) {
            Trees.object(request, "status").set("conditions", kept);
        }
        stamp(kept, Trees.at(old, "status", "conditions"));
    }

    /// New conditions get their times where the writer gave none.
    private static void stamp(JsonNode conditions, JsonNode before) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, JsonNode> known = new HashMap<>();
        before.forEach(condition -> known.put(condition.path("type").asText(), condition));
        for (JsonNode condition : conditions) {
            ObjectNode entry = (ObjectNode) condition;
            if (entry.path("lastUpdateTime").asText("").isEmpty()) {
                entry.put("lastUpdateTime", now);
            }
            JsonNode earlier = known.getOrDefault(entry.path("type").asText(), MissingNode.getInstance());
            if (entry.path("lastTransitionTime").asText("").isEmpty()) {
                boolean isUnchanged = earlier.path("status").equals(entry.path("status"));
                entry.put("lastTransitionTime",
                        isUnchanged ? earlier.path("lastTransitionTime").asText(now) : now);
            }
        }
    }
}
