package dev.plumbline.audit.domain.archive;

import java.util.List;
import java.util.Optional;

import dev.plumbline.audit.domain.ledger.LedgerEntry;
import dev.plumbline.audit.domain.trace.CommitTrace;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.DeadLetter;

/// Answers from what the ledger has recorded. Lists of things that happened are newest first.
public interface Archive {
    /// By name. The fleet's own pseudo Application is none.
    Page<ApplicationView> applications(PageRequest page);

    Optional<ApplicationView> application(String name);

    FleetView fleet();

    Page<CommitEntry> commits(PageRequest page);

    Page<ChangeEntry> changes(ChangeQuery query, PageRequest page);

    Page<DriftEntry> drift(DriftQuery query, PageRequest page);

    Page<Command> commands(String application, PageRequest page);

    Page<DeadLetter> deadLetters(PageRequest page);

    /// A commit's way through all services; empty when no such commit was seen.
    ///
    /// @param commit its first digits, or all
    /// @throws InvalidQueryException if several commits begin so
    Optional<CommitTrace> trace(String commit);

    /// Entries of the ledger after a sequence, oldest first.
    List<LedgerEntry> entriesAfter(long sequence, int limit);

    /// The newest entry's sequence, 0 when the ledger is empty.
    long lastSequence();
}
