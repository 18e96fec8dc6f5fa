package dev.plumbline.applier;

import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What an operator may set of the applier.
@ConfigMapping(prefix = "plumbline.applier")
public interface ApplierConfig {
    /// The name of the cluster that this applier writes to: plans for another are passed over.
    @WithDefault("local")
    @NotBlank
    String cluster();

    /// The name that ownership annotations begin with: two installations on one cluster need two.
    @WithDefault("plumbline")
    @NotBlank
    String installation();

    Kubernetes kubernetes();

    /// The way to the cluster.
    interface Kubernetes {
        /// A kubeconfig file; without one, the service account of the Pod that this runs in.
        Optional<String> kubeconfig();

        /// How long one request may take, with all its retries.
        @WithDefault("30s")
        Duration patience();

        /// Plans that run at once. A small API server answers a few hundred writes a second; more only queue there.
        @WithDefault("16")
        @Min(1)
        @Max(256)
        int maxConcurrentPlans();
    }
}
