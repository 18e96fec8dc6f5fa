package dev.plumbline.audit.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;

import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.ledger.Appends;
import dev.plumbline.audit.domain.ledger.LedgerEntry;

/// Follows the ledger. Each follower reads the ledger at its own pace and is only woken up when it grows: a slow one
/// holds nothing in memory, and one that comes back goes on where it was.
@ApplicationScoped
public class LedgerFeed {
    private static final int PAGE = 200;
    /// Should a wake-up be missed, this is how late an event comes.
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    private final Archive archive;
    private final ExecutorService threads;
    private final BroadcastProcessor<Boolean> wakeUps = BroadcastProcessor.create();

    LedgerFeed(Archive archive, Appends appends, @VirtualThreads ExecutorService threads) {
        this.archive = archive;
        this.threads = threads;
        appends.follow(() -> wakeUps.onNext(Boolean.TRUE));
    }

    /// What is appended from now on.
    public Multi<LedgerEntry> fromNow() {
        return Uni.createFrom().item(archive::lastSequence).runSubscriptionOn(threads).onItem()
                .transformToMulti(this::after);
    }

    /// What follows a sequence, without end.
    public Multi<LedgerEntry> after(long sequence) {
        AtomicLong last = new AtomicLong(sequence);
        return wakeUps().onItem().transformToMultiAndConcatenate(
                _ -> Multi.createBy().repeating().uni(() -> next(last)).until(List::isEmpty).onItem()
                        .<LedgerEntry>disjoint());
    }

    /// One wake-up waits at most; more would say the same.
    private Multi<Boolean> wakeUps() {
        return Multi.createBy().merging()
                .streams(Multi.createFrom().item(Boolean.TRUE), wakeUps,
                        Multi.createFrom().ticks().every(LOOKS_EVERY).map(_ -> Boolean.TRUE))
                .onOverflow().dropPreviousItems();
    }

    private Uni<List<LedgerEntry>> next(AtomicLong last) {
        return Uni.createFrom().item(() -> {
            List<LedgerEntry> entries = archive.entriesAfter(last.get(), PAGE);
            if (!entries.isEmpty()) {
                last.set(entries.getLast().sequence());
            }
            return entries;
        }).runSubscriptionOn(threads);
    }
}
