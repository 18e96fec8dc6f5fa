package dev.plumbline.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.stack.Stack;
import dev.plumbline.cli.stack.StackSettings;
import dev.plumbline.cli.terminal.Console;
import dev.plumbline.local.supervisor.Endpoints;

/// A stack in the foreground: shows how it comes up, and stops it on Ctrl-C, SIGTERM or when closed.
public final class RunningStack implements AutoCloseable {
    private final Stack stack;
    private final Console console;
    private final long startedAt;
    private final Thread onSignal;
    private final CountDownLatch ended = new CountDownLatch(1);

    private RunningStack(Stack stack, Console console, long startedAt) {
        this.stack = stack;
        this.console = console;
        this.startedAt = startedAt;
        this.onSignal = new Thread(this::stop, "stop-on-signal");
    }

    static RunningStack start(StackSettings settings, Console console)
            throws Complaint, IOException, InterruptedException {
        long startedAt = System.nanoTime();
        console.title("Starting Plumbline on " + settings.data());
        RunningStack running = new RunningStack(Stack.start(settings, console::progress), console, startedAt);
        Runtime.getRuntime().addShutdownHook(running.onSignal);
        return running;
    }

    void awaitReady() throws Complaint, InterruptedException {
        stack.awaitReady();
        console.good("all", "ready after " + Console.seconds(Duration.ofNanos(System.nanoTime() - startedAt)));
    }

    public Stack stack() {
        return stack;
    }

    void showPlaces() {
        Endpoints endpoints = stack.endpoints();
        console.entry("console", endpoints.console().toString());
        console.entry("audit API", endpoints.audit() + "/api/v1 (token: " + stack.data().resolve("token") + ")");
        console.entry("webhooks", endpoints.webhooks() + "/webhooks/github");
        console.entry("kubeconfig", stack.kubeconfig().toString());
        console.entry("logs", stack.data().resolve("logs").toString());
    }

    /// Blocks until a signal has stopped it.
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException goingDownAlready) {
            return;
        }
        stop();
    }

    private void stop() {
        try {
            console.line("Stopping Plumbline");
            stack.close();
            console.line("Stopped; start again on the same data with --data " + stack.data());
        } catch (IOException e) {
            console.bad("stopping", String.valueOf(e.getMessage()));
        } finally {
            ended.countDown();
        }
    }
}
