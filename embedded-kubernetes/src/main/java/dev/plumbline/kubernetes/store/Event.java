package dev.plumbline.kubernetes.store;

import java.util.Optional;

/// A change of one object. Exactly one of a creation (no `previous`), a modification, or a deletion.
///
/// @param version the store's version that the change made; the resourceVersion of `current`
/// @param current the object after the change; for a deletion its last state under the deletion's version
/// @param deleted whether the object is gone
public record Event(long version, Optional<Stored> previous, Stored current, boolean deleted) {
}
