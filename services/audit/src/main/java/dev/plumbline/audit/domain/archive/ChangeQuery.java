package dev.plumbline.audit.domain.archive;

import java.time.Instant;
import java.util.Optional;

import dev.plumbline.contracts.Change;

/// Which changes are asked for; what is empty does not narrow.
///
/// @param author an e-mail address or a name, in any case
/// @param commit a commit or its first digits
/// @param operation without it all but checks: those change nothing
/// @param from inclusive, of the change's start
/// @param to exclusive, of the change's start
public record ChangeQuery(Optional<String> application, Optional<String> kind, Optional<String> namespace,
        Optional<String> name, Optional<String> author, Optional<String> commit, Optional<Change.Outcome> outcome,
        Optional<Change.Operation> operation, Optional<Instant> from, Optional<Instant> to) {

    /// All changes of one Application.
    public static ChangeQuery of(String application) {
        return new ChangeQuery(Optional.of(application), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /// All changes.
    public static ChangeQuery all() {
        return new ChangeQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }
}
