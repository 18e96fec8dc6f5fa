package dev.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.terminal.Console;
import dev.plumbline.rendering.KustomizeBinary;
import dev.plumbline.rendering.RenderError;
import dev.plumbline.rendering.RenderOptions;
import dev.plumbline.rendering.RenderResult;
import dev.plumbline.rendering.RenderResult.NeedsBinary;
import dev.plumbline.rendering.RenderResult.RenderFailed;
import dev.plumbline.rendering.RenderResult.Rendered;
import dev.plumbline.rendering.Renderer;
import dev.plumbline.rendering.source.DirectoryTree;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints the manifests of a directory, as `kustomize build` would.
@Command(name = "render", mixinStandardHelpOptions = true, description = "print the manifests of a directory, as kustomize build would")
final class RenderCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PATH", description = "a directory with a kustomization or plain manifests")
    Path path = Path.of("");

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Complaint, IOException, InterruptedException {
        if (!Files.isDirectory(path)) {
            throw new Complaint("There is no directory " + path + ": name one that holds manifests");
        }
        Path directory = path.toRealPath();
        Path root = repository(directory).orElse(directory.getRoot());
        String inside = root.relativize(directory).toString();
        RenderResult result = Renderer.render(new DirectoryTree(root), inside, RenderOptions.DEFAULT);
        switch (result instanceof NeedsBinary needs ? byBinary(needs, root, inside) : result) {
            case Rendered rendered -> console.text(Renderer.print(rendered.resources()));
            case RenderFailed failed -> throw new Complaint(
                    failed.errors().stream().map(RenderError::toString).collect(Collectors.joining("; ")));
            case NeedsBinary needs -> throw new Complaint(KustomizeBinary.explain(needs).toString());
        }
        return 0;
    }

    /// What the real kustomize makes of it, where one is on the PATH.
    private static RenderResult byBinary(NeedsBinary needs, Path root, String directory) throws InterruptedException {
        Optional<KustomizeBinary> binary = KustomizeBinary.find(System.getenv().getOrDefault("PATH", ""));
        return binary.isPresent() ? binary.get().build(root, directory, KustomizeBinary.Limits.DEFAULT) : needs;
    }

    /// The repository that a directory lies in: bases may be anywhere in it, and nowhere else.
    private static Optional<Path> repository(Path directory) {
        for (Path candidate = directory; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve(".git"))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
