package dev.plumbline.rendering.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder on disk. A symbolic link that leads out of the folder reads as if it were missing.
public final class DirectoryTree implements SourceTree {
    private final Path root;

    /// @throws IOException when there is no such folder
    public DirectoryTree(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /// The folder, with symbolic links resolved.
    public Path root() {
        return root;
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(inside(path));
    }

    @Override
    public List<String> list(String path) throws IOException {
        try (Stream<Path> children = Files.list(inside(path))) {
            return children.map(child -> child.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public boolean isFile(String path) {
        try {
            return Files.isRegularFile(inside(path));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isDirectory(String path) {
        try {
            return Files.isDirectory(inside(path));
        } catch (IOException e) {
            return false;
        }
    }

    private Path inside(String path) throws IOException {
        Path real = root.resolve(path).toRealPath();
        if (!real.startsWith(root)) {
            throw new NoSuchFileException(path, null, "leads out of " + root);
        }
        return real;
    }
}
