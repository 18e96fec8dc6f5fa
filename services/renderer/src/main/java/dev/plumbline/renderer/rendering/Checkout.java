package dev.plumbline.renderer.rendering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import dev.plumbline.rendering.source.ReadLimits;
import dev.plumbline.rendering.source.RecordingTree;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.source.SourceTree;

/// A whole source tree as files in a temporary directory, for a tool that reads nothing else. Deleted on close.
final class Checkout implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Checkout.class);
    /// A link to a directory above itself would go on for ever.
    private static final int DEEPEST = 50;

    private final Path directory;

    private Checkout(Path directory) {
        this.directory = directory;
    }

    /// @throws ReadLimits.Exceeded when the tree is larger than a render may read
    static Checkout of(SourceTree tree, ReadLimits limits) throws IOException {
        Checkout checkout = new Checkout(Files.createTempDirectory("plumbline-render").toRealPath());
        try {
            copy(new RecordingTree(tree, limits), "", checkout.directory, 0);
            return checkout;
        } catch (IOException | RuntimeException e) {
            checkout.close();
            throw e;
        }
    }

    Path directory() {
        return directory;
    }

    private static void copy(SourceTree tree, String from, Path to, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("directories are nested more than " + DEEPEST + " deep at " + from);
        }
        Files.createDirectories(to);
        for (String name : tree.list(from)) {
            String child = SourcePaths.child(from, name);
            if (tree.isDirectory(child)) {
                copy(tree, child, to.resolve(name), depth + 1);
            } else if (tree.isFile(child)) {
                Files.write(to.resolve(name), tree.read(child));
            }
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("temporary directory cannot be deleted, delete it by hand directory=%s error=%s", directory, e);
        }
    }
}
