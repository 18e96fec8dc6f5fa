package dev.plumbline.applier.domain;

import java.util.Optional;

import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Change;

/// What became of one operation.
///
/// @param memory what the inventory must say from now on
public record Executed(Change change, Memory memory) {
    /// What happens to the resource's record in `plumbline.applied.v1`.
    public sealed interface Memory {
        /// It stays as it is.
        record Kept() implements Memory {
        }

        /// It becomes this.
        record Written(Applied applied) implements Memory {
        }

        /// It goes: the object is gone for certain.
        record Erased() implements Memory {
        }
    }

    /// The new record, when there is one.
    public Optional<Applied> applied() {
        return memory instanceof Memory.Written(Applied applied) ? Optional.of(applied) : Optional.empty();
    }
}
