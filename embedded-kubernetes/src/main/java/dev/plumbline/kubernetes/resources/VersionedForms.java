package dev.plumbline.kubernetes.resources;

import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Strategy;
import dev.plumbline.kubernetes.typed.Decoded;
import dev.plumbline.kubernetes.typed.TypedDecoder;
import dev.plumbline.kubernetes.typed.UnmarshalException;

/// The built-in kinds that are served in two versions or groups and stored in one: Events (as `v1`) and
/// HorizontalPodAutoscalers (as `autoscaling/v2`).
final class VersionedForms {
    private static final ResourceName EVENTS = new ResourceName("", "events");

    private VersionedForms() {
    }

    static ResourceName storage(ResourceName name) {
        return name.equals(new ResourceName("events.k8s.io", "events")) ? EVENTS : name;
    }

    static ObjectForm of(String group, String version, String kind, BuiltinForm plain) {
        if (group.equals("events.k8s.io") && kind.equals("Event")) {
            return new Converted(plain.decoder(), plain.strategy(), EventVersions::toCore, EventVersions::fromCore);
        }
        if (group.equals("autoscaling") && version.equals("v1")) {
            return new Converted(plain.decoder(), plain.strategy(), ScalerVersions::toV2, ScalerVersions::toV1);
        }
        return plain;
    }

    /// Defaults are known for the stored version only.
    private record Converted(TypedDecoder decoder, Strategy strategy, UnaryOperator<ObjectNode> conversion,
            UnaryOperator<ObjectNode> fromStored) implements ObjectForm {

        @Override
        public Decoded decode(ObjectNode sent) throws UnmarshalException {
            Decoded decoded = decoder.decode(sent);
            ObjectNode stored = conversion.apply(decoded.object());
            strategy.setDefaults(stored);
            return new Decoded(fromStored.apply(stored), decoded.unknownFields());
        }

        @Override
        public ObjectNode zero() {
            return decoder.zero();
        }

        @Override
        public ObjectNode toStored(ObjectNode object) {
            return conversion.apply(object);
        }

        @Override
        public ObjectNode present(ObjectNode stored) {
            return fromStored.apply(stored);
        }

        @Override
        public boolean changesOnPresent() {
            return true;
        }
    }
}
