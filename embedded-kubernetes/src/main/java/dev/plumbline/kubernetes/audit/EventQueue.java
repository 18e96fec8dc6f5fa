package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The events that wait for the webhook, and the one thread that sends them, in order.
///
/// Offering never waits. What does not fit is dropped, counted, and told in the log once for each batch that was sent
/// since.
final class EventQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventQueue.class.getName());
    private static final int ATTEMPTS = 5;
    private static final double GROWTH = 1.5;
    /// Bodies of waiting events; a real server knows no such limit and may run out of memory.
    private static final long MAX_WAITING_BYTES = 64L << 20;
    /// How soon the end is noticed while nothing comes.
    private static final Duration LOOKS_EVERY = Duration.ofMillis(200);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final AuditSettings.Batches settings;
    private final Webhook webhook;
    private final AuditCounts counts;
    private final BlockingQueue<AuditEvent> waiting;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Throttle throttle;
    private final Thread sender;

    private EventQueue(AuditSettings.Batches settings, Webhook webhook, AuditCounts counts) {
        this.settings = settings;
        this.webhook = webhook;
        this.counts = counts;
        this.waiting = new ArrayBlockingQueue<>(settings.bufferEvents());
        this.throttle = new Throttle(settings.perSecond(), settings.burst(), System.nanoTime());
        this.sender = Thread.ofPlatform().name("audit-webhook").daemon().unstarted(this::run);
    }

    static EventQueue start(AuditSettings.Batches settings, Webhook webhook, AuditCounts counts) {
        EventQueue queue = new EventQueue(settings, webhook, counts);
        queue.sender.start();
        return queue;
    }

    void offer(AuditEvent event) {
        long weight = event.weight();
        if (waitingBytes.addAndGet(weight) > MAX_WAITING_BYTES || !waiting.offer(event)) {
            waitingBytes.addAndGet(-weight);
            counts.overflowed();
            dropped.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (!isClosing()) {
                List<AuditEvent> batch = collect();
                if (!batch.isEmpty()) {
                    closes(throttle.delayNanos(System.nanoTime()));
                    deliver(batch);
                }
                warnOfDropped();
            }
            sendTheRest();
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "audit webhook given up at the end", e);
            Thread.currentThread().interrupt();
        }
    }

    /// The next batch: full, or as old as it may become; empty when nothing came for a moment.
    private List<AuditEvent> collect() throws InterruptedException {
        List<AuditEvent> batch = new ArrayList<>();
        AuditEvent first = waiting.poll(LOOKS_EVERY.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return batch;
        }
        batch.add(first);
        long end = System.nanoTime() + settings.maxWait().toNanos();
        while (batch.size() < settings.maxEvents() && !isClosing()) {
            long left = end - System.nanoTime();
            AuditEvent next = waiting.poll(Math.min(left, LOOKS_EVERY.toNanos()), TimeUnit.NANOSECONDS);
            if (next != null) {
                batch.add(next);
            } else if (left <= 0) {
                break;
            }
        }
        return batch;
    }

    private void deliver(List<AuditEvent> batch) throws InterruptedException {
        Duration delay = settings.initialBackoff();
        Optional<IOException> refusal = refusal(batch);
        for (int attempt = 1; refusal.isPresent(); attempt++) {
            if (attempt == ATTEMPTS || closes(delay.toNanos())) {
                counts.undelivered(batch.size());
                LOG.log(System.Logger.Level.ERROR, "audit events dropped, check that the webhook answers count="
                        + batch.size() + " attempts=" + attempt + " error=" + refusal.get());
                break;
            }
            delay = Duration.ofNanos((long) (delay.toNanos() * GROWTH));
            refusal = refusal(batch);
        }
        batch.forEach(event -> waitingBytes.addAndGet(-event.weight()));
    }

    /// Sends a batch once; why it was not taken, if it was not.
    private Optional<IOException> refusal(List<AuditEvent> batch) throws InterruptedException {
        try {
            webhook.post(EventJson.list(batch));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private void warnOfDropped() {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            LOG.log(System.Logger.Level.ERROR,
                    "audit events dropped, the queue is full: check that the webhook answers in time count=" + count);
        }
    }

    private void sendTheRest() throws InterruptedException {
        List<AuditEvent> rest = new ArrayList<>();
        while (waiting.drainTo(rest, settings.maxEvents()) > 0) {
            if (refusal(rest).isPresent()) {
                counts.undelivered(rest.size() + waiting.size());
                return;
            }
            rest.clear();
        }
    }

    /// Whether the end comes within so long.
    private boolean closes(long nanos) throws InterruptedException {
        return closing.await(nanos, TimeUnit.NANOSECONDS);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (!sender.join(LAST_WORDS)) {
                sender.interrupt();
            }
        } catch (InterruptedException e) {
            sender.interrupt();
            Thread.currentThread().interrupt();
        }
        webhook.close();
    }
}
