package dev.plumbline.differ;

import java.util.Optional;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What an operator may set of the differ.
@ConfigMapping(prefix = "plumbline.differ")
public interface DifferConfig {
    /// The name of the cluster that this differ looks at: Applications of another are passed over.
    @WithDefault("local")
    @NotBlank
    String cluster();

    /// The name that ownership annotations begin with: two installations on one cluster need two.
    @WithDefault("plumbline")
    @NotBlank
    String installation();

    /// Inputs that may wait for the loop; whoever brings more waits too.
    @WithDefault("20000")
    @Min(100)
    int maxWaitingInputs();

    Kubernetes kubernetes();

    Audit audit();

    /// The way to the cluster.
    interface Kubernetes {
        /// A kubeconfig file; without one, the service account of the Pod that this runs in.
        Optional<String> kubeconfig();
    }

    /// What the cluster tells of who did what.
    interface Audit {
        /// The file of the token that the cluster's audit webhook shows; without one no audit is listened to, and drift
        /// names no person.
        Optional<String> tokenFile();
    }
}
