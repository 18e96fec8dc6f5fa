package dev.plumbline.renderer.domain;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.plumbline.contracts.RenderOutcome.RenderError;

/// What is wrong with the declarations of Applications that go on with their last good spec: part of every outcome of
/// theirs until it is mended. Safe for use by several threads.
public final class DeclarationErrors {
    private final AtomicReference<Map<String, List<RenderError>>> errors = new AtomicReference<>(Map.of());

    /// @param now by the Application's name
    public void become(Map<String, List<RenderError>> now) {
        errors.set(Map.copyOf(now));
    }

    List<RenderError> of(String application) {
        return errors.get().getOrDefault(application, List.of());
    }
}
