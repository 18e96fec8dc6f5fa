package dev.plumbline.rendering;

import java.util.Optional;

import dev.plumbline.manifests.SourcePosition;

/// What is wrong with a source, in one sentence without the place.
///
/// @param position empty where no file is to blame
public record RenderError(String message, Optional<SourcePosition> position) {

    @Override
    public String toString() {
        return position.map(place -> (place.line() > 0 ? place.toString() : place.file()) + ": ").orElse("") + message;
    }
}
