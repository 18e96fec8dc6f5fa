package dev.plumbline.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.plumbline.cli.stack.AuditApi;
import dev.plumbline.cli.stack.ClusterApi;
import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.stack.GitCommand;
import dev.plumbline.cli.stack.Installation;
import dev.plumbline.cli.stack.Kubeconfig;
import dev.plumbline.cli.stack.Stack;
import dev.plumbline.cli.terminal.Console;

/// What the demo adds to a running stack: a fleet of its own, hints what to try, and the tour.
public final class Demo {
    private final Console console;

    public Demo(Console console) {
        this.console = console;
    }

    /// Puts the sample fleet where the Git host of this data directory will serve it.
    public void prepare(Path data) throws Complaint, IOException, InterruptedException {
        DemoFleet.create(Installation.here().sampleFleet(), data.resolve("git"));
    }

    /// What to try next, ready to be copied.
    public void showHints(Stack stack) {
        console.entry("clone URL", cloneUrl(stack).toString());
        console.title("Try");
        console.line("  git clone " + cloneUrl(stack) + " && cd " + DemoFleet.NAME);
        console.line("    edit the count in shop/overlays/dev/kustomization.yaml, commit, push: live within a second");
        console.line("  kubectl --kubeconfig " + stack.kubeconfig() + " -n shop-dev scale deployment web --replicas=7");
        console.line("    put back at once; the console names who did it");
        console.line("  git revert HEAD && git push");
        console.line("    the former state, with the reason in the audit");
        console.line("Ctrl-C stops everything.");
    }

    /// Takes the tour on a clone of its own.
    ///
    /// @throws Complaint naming the first claim that did not hold
    public void tour(Stack stack) throws Complaint, IOException, InterruptedException {
        Path directory = Files.createTempDirectory("plumbline-tour");
        try (AuditApi audit = stack.audit(); ClusterApi cluster = new ClusterApi(Kubeconfig.read(stack.kubeconfig()))) {
            new GitCommand(directory).run("clone", "--quiet", cloneUrl(stack).toString(), DemoFleet.NAME);
            new Tour(console, audit, cluster, directory.resolve(DemoFleet.NAME)).take();
        } finally {
            DemoFleet.remove(directory);
        }
    }

    private static URI cloneUrl(Stack stack) {
        return Optional.ofNullable(stack.endpoints().git())
                .orElseThrow(() -> new IllegalStateException("The demo's stack has a Git host"))
                .resolve("/" + DemoFleet.NAME + ".git");
    }
}
