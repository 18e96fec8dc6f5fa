package dev.plumbline.rendering.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Another tree with a record of what was asked of it, and with limits on how much may be read.
///
/// Recorded is every path whose change could change the answers given: files read, files and directories that were
/// looked for whether they were there or not, and directories that were listed.
public final class RecordingTree implements SourceTree {
    private final SourceTree tree;
    private final ReadLimits limits;
    private final SortedSet<String> asked = new TreeSet<>();
    private final Map<String, byte[]> contents = new HashMap<>();
    private long bytes;

    public RecordingTree(SourceTree tree, ReadLimits limits) {
        this.tree = tree;
        this.limits = limits;
    }

    /// The paths asked about so far, sorted.
    public SortedSet<String> asked() {
        return new TreeSet<>(asked);
    }

    /// @throws ReadLimits.Exceeded when more would have been read than is allowed
    @Override
    public byte[] read(String path) throws IOException {
        asked.add(path);
        byte[] known = contents.get(path);
        if (known != null) {
            return known;
        }
        byte[] content = tree.read(path);
        bytes += content.length;
        contents.put(path, content);
        if (contents.size() > limits.files()) {
            throw new ReadLimits.Exceeded("more than " + limits.files() + " files");
        }
        if (bytes > limits.bytes()) {
            throw new ReadLimits.Exceeded("more than " + limits.bytes() + " bytes");
        }
        return content;
    }

    @Override
    public List<String> list(String path) throws IOException {
        asked.add(path);
        return tree.list(path);
    }

    @Override
    public boolean isFile(String path) {
        asked.add(path);
        return tree.isFile(path);
    }

    @Override
    public boolean isDirectory(String path) {
        asked.add(path);
        return tree.isDirectory(path);
    }
}
