package dev.plumbline.renderer.domain.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.manifests.SourcePosition;

/// What a fleet declares at one commit.
///
/// @param applications the good declarations by name
/// @param broken       the errors of declarations whose name can be read, by name
/// @param errors       everything that is wrong, those of `broken` included; none in a wholly valid fleet
public record FleetReading(Map<String, Declaration> applications, Map<String, List<RenderError>> broken,
        List<RenderError> errors) {

    /// One good declaration.
    public record Declaration(ApplicationSpec spec, SourcePosition position) {
    }

    public FleetReading {
        applications = new LinkedHashMap<>(applications);
        broken = Map.copyOf(broken);
        errors = List.copyOf(errors);
    }

    boolean isWhollyValid() {
        return errors.isEmpty();
    }
}
