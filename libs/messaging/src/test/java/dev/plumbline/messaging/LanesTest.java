package dev.plumbline.messaging;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Order within a lane and independence across lanes.
class LanesTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void itemsOfOneLaneFollowEachOther() throws InterruptedException {
        Queue<String> seen = new ConcurrentLinkedQueue<>();

        List<Integer> lengths = new Lanes(threads, 4).run(List.of("a1", "b1", "a22", "a333"),
                item -> item.substring(0, 1),
                item -> {
                    seen.add(item);
                    return item.length();
                });

        assertThat(lengths).containsExactly(2, 2, 3, 4);
        assertThat(seen.stream().filter(item -> item.startsWith("a"))).containsExactly("a1", "a22", "a333");
    }

    @Test
    void aLaneThatWaitsDelaysNoOther() throws InterruptedException {
        CountDownLatch otherLaneDone = new CountDownLatch(1);

        List<Boolean> results = new Lanes(threads, 2).run(List.of("slow", "quick"), item -> item, item -> {
            if (item.equals("quick")) {
                otherLaneDone.countDown();
                return true;
            }
            return awaited(otherLaneDone);
        });

        assertThat(results).containsExactly(true, true);
    }

    @Test
    void aFailureIsThrownWhenAllLanesHaveEnded() {
        Queue<String> done = new ConcurrentLinkedQueue<>();

        assertThatThrownBy(() -> new Lanes(threads, 1).run(List.of("bad", "good"), item -> item, item -> {
            if (item.equals("bad")) {
                throw new IllegalStateException("no");
            }
            return done.add(item);
        })).isInstanceOf(IllegalStateException.class).hasMessage("no");

        assertThat(done).containsExactly("good");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("The other lane never ended", e);
        }
    }
}
