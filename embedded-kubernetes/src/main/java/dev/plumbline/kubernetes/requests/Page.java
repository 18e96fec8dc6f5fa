package dev.plumbline.kubernetes.requests;

import java.util.List;
import java.util.Optional;

import dev.plumbline.kubernetes.store.Stored;

/// A list, or a chunk of one.
///
/// @param version       of the state that it shows
/// @param continueToken with which the next chunk is asked for, empty at the end
/// @param remaining     how many objects follow, where that is known without looking at each
public record Page(List<Stored> items, long version, String continueToken, Optional<Integer> remaining) {
    public Page {
        items = List.copyOf(items);
    }
}
