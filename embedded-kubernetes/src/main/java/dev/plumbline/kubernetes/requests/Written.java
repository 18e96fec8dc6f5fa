package dev.plumbline.kubernetes.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Stored;

/// The outcome of a write.
sealed interface Written {
    /// Whether there was no such object before.
    boolean created();

    Answer answer(ResourceType type);

    /// The whole object; its parts may be shared with the store, copy before changing.
    default ObjectNode object(Presentation presentation, ResourceType type) {
        return switch (this) {
            case Kept(Stored stored, boolean _) -> presentation.of(type, stored);
            case Shown(ObjectNode object, boolean _) -> object;
        };
    }

    /// The object as it is stored now, changed or not: it is answered without being parsed.
    record Kept(Stored stored, boolean created) implements Written {
        @Override
        public Answer answer(ResourceType type) {
            return new Answer.One(created ? 201 : 200, type, stored);
        }
    }

    /// What a dry run would have stored, or the last state of an object that the write let go.
    record Shown(ObjectNode object, boolean created) implements Written {
        @Override
        public Answer answer(ResourceType type) {
            return new Answer.Unstored(created ? 201 : 200, type, object);
        }
    }
}
