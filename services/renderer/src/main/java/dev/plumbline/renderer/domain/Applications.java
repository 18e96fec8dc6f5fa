package dev.plumbline.renderer.domain;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;

/// The Applications as `plumbline.applications.v1` tells them. Safe for use by several threads.
public final class Applications {
    /// A request may be about the spec before the last, never about older ones that still matter.
    private static final int REMEMBERED_VERSIONS = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Map<String, ApplicationDeclared> declared = new HashMap<>();
    private final Map<String, Set<String>> versions = new HashMap<>();

    public void apply(ApplicationEvent event) {
        lock.lock();
        try {
            switch (event) {
                case ApplicationDeclared application -> {
                    declared.put(application.name(), application);
                    remember(application.name(), application.specVersion());
                }
                case ApplicationRemoved removed -> declared.remove(removed.name());
            }
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void remember(String name, String version) {
        Set<String> known = versions.computeIfAbsent(name, _ -> new LinkedHashSet<>());
        known.remove(version);
        known.add(version);
        if (known.size() > REMEMBERED_VERSIONS) {
            known.remove(known.iterator().next());
        }
    }

    public void forget(String name) {
        lock.lock();
        try {
            declared.remove(name);
            versions.remove(name);
        } finally {
            lock.unlock();
        }
    }

    public List<ApplicationDeclared> all() {
        lock.lock();
        try {
            return List.copyOf(declared.values());
        } finally {
            lock.unlock();
        }
    }

    /// The newest declaration, once the version that somebody else has seen was seen here too; waits for it, at most
    /// this long. Empty when the Application is not declared any more.
    public Optional<ApplicationDeclared> newest(String name, String version, Duration atMost)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(atMost);
            while (!hasSeen(versions.get(name), version) && nanos > 0) {
                nanos = change.awaitNanos(nanos);
            }
            return Optional.ofNullable(declared.get(name));
        } finally {
            lock.unlock();
        }
    }

    private static boolean hasSeen(@Nullable Set<String> known, String version) {
        return known != null && known.contains(version);
    }
}
