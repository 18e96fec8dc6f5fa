package dev.plumbline.rendering;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.plumbline.rendering.source.SourceTree;

/// A source tree in memory, built file by file.
public final class MapTree implements SourceTree {
    private final Map<String, String> files = new TreeMap<>();

    /// Adds a file.
    public MapTree with(String path, String text) {
        files.put(path, text);
        return this;
    }

    @Override
    public byte[] read(String path) throws IOException {
        String text = files.get(path);
        if (text == null) {
            throw new FileNotFoundException(path);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> list(String path) {
        TreeSet<String> names = new TreeSet<>();
        String prefix = path.isEmpty() ? "" : path + "/";
        files.keySet().stream().filter(file -> file.startsWith(prefix))
                .forEach(file -> names.add(file.substring(prefix.length()).split("/")[0]));
        return List.copyOf(names);
    }

    @Override
    public boolean isFile(String path) {
        return files.containsKey(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return path.isEmpty() || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }
}
