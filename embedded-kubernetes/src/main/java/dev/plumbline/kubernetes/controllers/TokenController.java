package dev.plumbline.kubernetes.controllers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.ServiceAccountTokens;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Trees;

/// Fills Secrets of type `kubernetes.io/service-account-token`, and deletes those whose account is gone
/// (pkg/controller/serviceaccount).
final class TokenController implements Controller {
    private static final String TYPE = "kubernetes.io/service-account-token";
    private static final String NAME = "kubernetes.io/service-account.name";
    private static final String UID = "kubernetes.io/service-account.uid";

    private final ResourceClient secrets;
    private final ResourceClient accounts;
    private final ServiceAccountTokens tokens;
    private final String caCertificatePem;
    private final Loop<Key> loop = new Loop<>("serviceaccount-token", this::reconcile);

    TokenController(ApiClient client, ServiceAccountTokens tokens, String caCertificatePem) {
        this.secrets = client.resource("", "secrets");
        this.accounts = client.resource("", "serviceaccounts");
        this.tokens = tokens;
        this.caCertificatePem = caCertificatePem;
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(secrets.watch(change -> {
            if (isToken(change.object())) {
                loop.add(Key.of(change.ref()));
            }
        }), accounts.watch(change -> {
            if (change.type() != Change.Type.MODIFIED) {
                secrets.list(change.ref().namespace()).stream().filter(TokenController::isToken)
                        .forEach(secret -> loop.add(Key.of(secret)));
            }
        }), loop.start());
    }

    private static boolean isToken(ObjectNode secret) {
        return Trees.text(secret, "type").equals(TYPE);
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> secret = secrets.find(key.namespace(), key.name()).filter(TokenController::isToken);
        if (secret.isEmpty() || Objects.isBeingDeleted(secret.get())) {
            return;
        }
        Optional<ObjectNode> account = accounts.find(key.namespace(),
                Trees.text(secret.get(), "metadata", "annotations", NAME));
        String uid = account.map(Objects::uid).orElse("");
        String knownUid = Trees.text(secret.get(), "metadata", "annotations", UID);
        if (account.isEmpty() || (!knownUid.isEmpty() && !knownUid.equals(uid))) {
            secrets.delete(key.namespace(), key.name(), DeleteOptions.DEFAULT.onlyUid(Objects.uid(secret.get())));
            return;
        }
        secrets.modify(key.namespace(), key.name(), live -> {
            Trees.object(Trees.object(live, "metadata"), "annotations").put(UID, uid);
            ObjectNode data = Trees.object(live, "data");
            put(data, "ca.crt", caCertificatePem);
            put(data, "namespace", key.namespace());
            if (!data.has("token")) {
                put(data, "token", tokens.issue(key.namespace(), Objects.name(account.get()), uid, List.of(),
                        Optional.empty()));
            }
            return live;
        });
    }

    private static void put(ObjectNode data, String name, String value) {
        data.put(name, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }
}
