package dev.plumbline.applier.domain;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Ownership;

/// Whose an existing object is.
sealed interface Claim {
    /// This Application's.
    record Ours() implements Claim {
    }

    /// Nobody's that we know of: it carries no ownership, or one copied from another object.
    record Unowned() implements Claim {
    }

    /// Another Application's, or another installation's.
    record Foreign(Ownership owner) implements Claim {
    }

    /// What the object's annotation says to `expected`.
    static Claim of(ObjectNode object, Ownership expected) {
        String annotation = Stamp.annotation(object, Ownership.ANNOTATION);
        Optional<Ownership> owner = Ownership.parse(annotation)
                .filter(claimed -> claimed.resource().equals(expected.resource()));
        if (owner.isEmpty()) {
            return new Unowned();
        }
        return owner.get().equals(expected) ? new Ours() : new Foreign(owner.get());
    }
}
