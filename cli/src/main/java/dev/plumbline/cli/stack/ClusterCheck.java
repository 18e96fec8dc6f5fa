package dev.plumbline.cli.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Looks at a real cluster before anything is started: does it answer, and may we watch and apply there?
///
/// Only for kubeconfigs with a token: what proves itself by a certificate or a plugin is left to the services.
final class ClusterCheck {
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final List<String> NEEDED_VERBS = List.of("list", "watch", "patch", "delete");

    private ClusterCheck() {
    }

    /// @throws Complaint if the cluster does not answer, does not know us, or refuses what Plumbline needs
    static void verify(Path file) throws Complaint, InterruptedException {
        Kubeconfig kubeconfig = Kubeconfig.read(file);
        if (kubeconfig.token().isEmpty()) {
            return;
        }
        try (ClusterApi cluster = new ClusterApi(kubeconfig)) {
            ClusterApi.Answer version = cluster.get("/version");
            if (version.status() == 401) {
                throw new Complaint("The cluster " + kubeconfig.server() + " does not accept the token of " + file
                        + ": get a new one");
            }
            List<String> refused = new ArrayList<>();
            for (String verb : NEEDED_VERBS) {
                if (!mayDo(cluster, verb)) {
                    refused.add(verb);
                }
            }
            if (!refused.isEmpty()) {
                throw new Complaint("No permission in the cluster " + kubeconfig.server() + " to "
                        + String.join(", ", refused) + " resources: give the user of " + file
                        + " a ClusterRole with these verbs (deploy/cluster-role.yaml is one)");
            }
        } catch (IOException e) {
            throw new Complaint("The cluster " + kubeconfig.server() + " of " + file + " does not answer: "
                    + e.getMessage() + ". Check the address and the network", e);
        }
    }

    private static boolean mayDo(ClusterApi cluster, String verb) throws IOException, InterruptedException {
        ObjectNode review = new JsonMapper().createObjectNode().put("apiVersion", "authorization.k8s.io/v1")
                .put("kind", "SelfSubjectAccessReview");
        review.putObject("spec").putObject("resourceAttributes").put("verb", verb).put("group", "apps").put("resource",
                "deployments");
        ClusterApi.Answer answer = cluster.post(REVIEWS, review);
        // A server without this API has no authorization either.
        return answer.status() == 404 || answer.body().at("/status/allowed").asBoolean(false);
    }
}
