package dev.plumbline.differ.domain.plan;

import java.util.Objects;

/// Another Application that declares a resource.
///
/// @param holds whether it applied the resource already
public record Claim(String application, boolean holds) {
    public Claim {
        Objects.requireNonNull(application, "application");
    }
}
