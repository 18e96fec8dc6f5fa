package dev.plumbline.kubernetes;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.controllers.Controllers;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the server from the command line and runs until it is stopped.
@Command(name = "kubernetes", description = "Serves a Kubernetes API on 127.0.0.1.", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", description = "Port to listen on; 0 takes a free one.", defaultValue = "0")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Directory of the state; also gets the kubeconfig.")
    private Path data = Path.of("");

    @Option(names = "--controllers", paramLabel = "NAME", split = ",", description = "Controllers to run: * for all, NAME, -NAME.", defaultValue = "*")
    private List<String> controllers = List.of("*");

    @Option(names = "--ready-delay", paramLabel = "DURATION", description = "How long Pods take to become ready.", defaultValue = "200ms", converter = GoDuration.class)
    private Duration readyDelay = Controllers.Settings.READY_DELAY;

    @Option(names = "--token-auth-file", paramLabel = "CSV", description = "Users: token,user,uid,\"group1,group2\" a line.")
    private @Nullable Path tokenFile;

    @ArgGroup(exclusive = false, heading = "Audit events to a webhook, with kube-apiserver's flags:%n")
    private @Nullable AuditFlags audit;

    @Option(names = "--anonymous-auth", paramLabel = "BOOL", arity = "1", description = "Whether requests without a token are made by system:anonymous.", defaultValue = "true")
    private boolean anonymous;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {
    }

    /// Exits with 1 when the server can't start, with 2 when the arguments are wrong.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli gives the specification");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            Set<String> selected = Controllers.selected(controllers);
            Cluster cluster = Cluster.start(new Cluster.Settings(port, data.toAbsolutePath(), selected,
                    Optional.ofNullable(tokenFile), audit == null ? Optional.empty() : Optional.of(audit.settings()),
                    anonymous, readyDelay));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster), "shutdown"));
            out.println("Kubernetes API is ready at " + cluster.url() + " (kubeconfig " + cluster.kubeconfig() + ")");
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private static void close(Cluster cluster) {
        try {
            cluster.close();
        } catch (IOException e) {
            System.getLogger(Main.class.getName()).log(System.Logger.Level.ERROR, "the server can't be closed", e);
        }
    }
}
