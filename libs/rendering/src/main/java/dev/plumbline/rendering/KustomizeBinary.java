package dev.plumbline.rendering;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.plumbline.manifests.Manifest;
import dev.plumbline.manifests.ManifestException;
import dev.plumbline.manifests.ManifestReader;
import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.RenderResult.NeedsBinary;
import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;

/// The real kustomize, or the one inside kubectl, for what [Renderer] answers [NeedsBinary] to.
///
/// It runs without plugins, Helm and alpha features, with an environment of its own in which neither git nor HTTP reach
/// anything, within limits of time and output.
public final class KustomizeBinary {
    private final List<String> command;

    private KustomizeBinary(List<String> command) {
        this.command = List.copyOf(command);
    }

    /// How long one build may take, and how much it may print.
    public record Limits(Duration time, int outputBytes) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(30), 64 << 20);
    }

    /// The first `kustomize`, else the first `kubectl`, of a list of directories such as the variable PATH holds.
    public static Optional<KustomizeBinary> find(String searchPath) {
        return executable("kustomize", searchPath).map(path -> new KustomizeBinary(List.of(path, "build")))
                .or(() -> executable("kubectl", searchPath)
                        .map(path -> new KustomizeBinary(List.of(path, "kustomize"))));
    }

    /// What to tell the owner of a source where no binary is found.
    public static RenderError explain(NeedsBinary needed) {
        return new RenderError("the field `" + needed.field() + "` needs the tool kustomize, and there is neither "
                + "kustomize nor kubectl on the PATH of the renderer: install one, for example Debian's package "
                + "`kustomize`, or do without the field", Optional.of(needed.position()));
    }

    /// Builds a directory on disk. The result depends on the whole tree, which its `filesRead` says by naming the root,
    /// the empty path.
    ///
    /// @param tree      the folder that `directory` is relative to
    /// @param directory as in [Renderer#render]
    public RenderResult build(Path tree, String directory, Limits limits) throws InterruptedException {
        SourcePosition position = new SourcePosition(directory.isEmpty() ? "." : directory, 0);
        try {
            Output output = run(tree, tree.resolve(directory), limits);
            return output.succeeded ? rendered(output.text, position) : failed(output.text.strip(), position);
        } catch (IOException e) {
            return failed("cannot run " + command.getFirst() + ": " + e.getMessage(), position);
        }
    }

    private record Output(boolean succeeded, String text) {
    }

    private Output run(Path tree, Path directory, Limits limits) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(command);
        arguments.add(directory.toString());
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(tree.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", "/nonexistent", "LC_ALL", "C.UTF-8",
                "GIT_ALLOW_PROTOCOL", "none", "HTTP_PROXY", "http://127.0.0.1:9", "HTTPS_PROXY",
                "http://127.0.0.1:9", "KUBECONFIG", "/dev/null"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            FutureTask<String> printed = reading(process.getInputStream(), process, limits);
            FutureTask<String> errors = reading(process.getErrorStream(), process, limits);
            if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Output(false, "did not end within " + limits.time().toSeconds() + " s");
            }
            boolean succeeded = process.exitValue() == 0;
            return new Output(succeeded, succeeded ? printed.get() : errors.get());
        } catch (ExecutionException e) {
            return new Output(false, String.valueOf(e.getCause()));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static FutureTask<String> reading(InputStream stream, Process process, Limits limits) {
        Callable<String> read = () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                bytes.write(buffer, 0, n);
                if (bytes.size() > limits.outputBytes()) {
                    process.destroyForcibly();
                    throw new IOException("printed more than " + limits.outputBytes() + " bytes");
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        };
        FutureTask<String> task = new FutureTask<>(read);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static RenderResult rendered(String text, SourcePosition position) {
        try {
            List<RenderedResource> resources = new ArrayList<>();
            for (Manifest manifest : ManifestReader.read(position.file(), text)) {
                resources.add(new RenderedResource(manifest.body(), position));
            }
            return new Rendered(resources, wholeTree());
        } catch (ManifestException e) {
            return failed("printed what is no manifest: " + e.getMessage(), position);
        }
    }

    private static RenderFailed failed(String message, SourcePosition position) {
        return new RenderFailed(List.of(new RenderError("kustomize: " + message, Optional.of(position))),
                wholeTree());
    }

    private static SortedSet<String> wholeTree() {
        return new TreeSet<>(List.of(""));
    }

    private static Optional<String> executable(String name, String searchPath) {
        for (String directory : searchPath.split(File.pathSeparator)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toAbsolutePath().toString());
            }
        }
        return Optional.empty();
    }
}
