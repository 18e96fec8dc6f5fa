package dev.plumbline.renderer.domain.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.manifests.ManifestDigest;

/// What follows from a fleet's commit.
///
/// @param events   declarations that are new or changed, then removals
/// @param declared all Applications that hold now, by name; a broken one with its last good spec
/// @param errors   what is wrong with the fleet
public record FleetChange(List<ApplicationEvent> events, Map<String, ApplicationDeclared> declared,
        List<RenderError> errors) {

    /// Removals are honoured only from a wholly valid fleet that declares something: a fleet that suddenly declares
    /// nothing is taken for a mistake.
    ///
    /// @param known the Applications that held before, by name
    public static FleetChange between(Map<String, ApplicationDeclared> known, FleetReading reading,
            Provenance provenance) {
        List<ApplicationEvent> events = new ArrayList<>();
        List<RenderError> errors = new ArrayList<>(reading.errors());
        Map<String, ApplicationDeclared> declared = new LinkedHashMap<>(known);
        reading.applications().forEach((name, declaration) -> {
            ApplicationDeclared next = new ApplicationDeclared(name, declaration.spec(), version(declaration.spec()),
                    declaration.position(), provenance);
            ApplicationDeclared last = known.get(name);
            if (last == null || !last.specVersion().equals(next.specVersion())) {
                events.add(next);
                declared.put(name, next);
            }
        });
        if (reading.isWhollyValid() && reading.applications().isEmpty() && !known.isEmpty()) {
            errors.add(new RenderError("the fleet declares no Application any more; the " + known.size()
                    + " known ones are kept. Check the fleet's path; to remove Applications, leave at least one",
                    null));
        } else if (reading.isWhollyValid()) {
            known.forEach((name, last) -> {
                if (!reading.applications().containsKey(name)) {
                    events.add(new ApplicationRemoved(name, last.spec(), provenance));
                    declared.remove(name);
                }
            });
        }
        return new FleetChange(events, declared, errors);
    }

    /// The version of a spec: changes exactly when the spec does.
    static String version(ApplicationSpec spec) {
        return ManifestDigest.of(EventJson.mapper().valueToTree(spec));
    }
}
