package dev.plumbline.contracts;

import java.util.Objects;

import dev.plumbline.manifests.SourcePosition;

/// The fleet declares an Application. Topic `plumbline.applications.v1`, compacted, key the Application's name.
///
/// @param specVersion hash of the spec: changes exactly when the spec does
/// @param declaredAt where in the fleet's repository
/// @param provenance the fleet's commit that last changed the declaration
public record ApplicationDeclared(String name, ApplicationSpec spec, String specVersion, SourcePosition declaredAt,
        Provenance provenance) implements ApplicationEvent {

    /// Carries the fleet's own render outcome and status. No Application may be named so: `@` is in no valid name.
    public static final String FLEET = "@fleet";

    public ApplicationDeclared {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(specVersion, "specVersion");
        Objects.requireNonNull(declaredAt, "declaredAt");
        Objects.requireNonNull(provenance, "provenance");
    }

    @Override
    public String eventId() {
        return Ids.of("declared", name, specVersion, provenance.commit());
    }
}
