package dev.plumbline.kubernetes.client;

import java.util.Optional;
import java.util.OptionalLong;

/// How to delete; empty components are the server's defaults.
///
/// @param uid                precondition: only this very object
/// @param resourceVersion    precondition: only in this state
/// @param gracePeriodSeconds 0 removes a Pod at once
public record DeleteOptions(Optional<Propagation> propagation, Optional<String> uid, Optional<String> resourceVersion,
        OptionalLong gracePeriodSeconds) {
    public static final DeleteOptions DEFAULT = new DeleteOptions(Optional.empty(), Optional.empty(), Optional.empty(),
            OptionalLong.empty());

    /// What becomes of dependents.
    public enum Propagation {
        BACKGROUND, FOREGROUND, ORPHAN
    }

    public static DeleteOptions with(Propagation propagation) {
        return new DeleteOptions(Optional.of(propagation), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    public DeleteOptions onlyUid(String newUid) {
        return new DeleteOptions(propagation, Optional.of(newUid), resourceVersion, gracePeriodSeconds);
    }

    public DeleteOptions within(long seconds) {
        return new DeleteOptions(propagation, uid, resourceVersion, OptionalLong.of(seconds));
    }
}
