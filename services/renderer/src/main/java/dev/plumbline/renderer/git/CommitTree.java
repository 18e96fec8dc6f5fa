package dev.plumbline.renderer.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

import dev.plumbline.renderer.domain.Dependencies;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.source.SourceTree;

/// The tree of one commit, read object by object, and what was looked at in it.
///
/// A symbolic link is followed inside the tree; one that leads out of it, or a submodule, reads as if it were missing.
/// Not safe for use by several threads.
final class CommitTree implements SourceTree {
    /// Links to links: as deep as Linux follows them.
    private static final int MOST_LINKS = 40;
    /// A manifest is never larger; what is would only fill the memory.
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final ObjectReader reader;
    private final ObjectId root;
    private final Map<ObjectId, Map<String, Entry>> directories = new HashMap<>();
    private final Map<String, String> looked = new HashMap<>();

    private record Entry(FileMode mode, ObjectId id) {
        boolean isDirectory() {
            return FileMode.TREE.equals(mode);
        }

        boolean isFile() {
            return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
        }
    }

    CommitTree(ObjectReader reader, ObjectId root) {
        this.reader = reader;
        this.root = root;
    }

    Dependencies reads() {
        return new Dependencies(looked);
    }

    /// What a path holds now, as [Dependencies] remembers it, without noting that it was looked at.
    String idOf(String path) {
        return find(path, 0).map(entry -> entry.id().name()).orElse(Dependencies.NOTHING);
    }

    @Override
    public byte[] read(String path) throws IOException {
        Optional<Entry> entry = find(path, 0);
        note(path, entry);
        if (entry.isEmpty() || !entry.get().isFile()) {
            throw new NoSuchFileException(path);
        }
        return reader.open(entry.get().id()).getCachedBytes(MOST_BYTES);
    }

    @Override
    public List<String> list(String path) throws IOException {
        Optional<Entry> entry = find(path, 0);
        note(path, entry);
        if (entry.isEmpty() || !entry.get().isDirectory()) {
            throw new NoSuchFileException(path);
        }
        return directory(entry.get().id()).keySet().stream().sorted().toList();
    }

    @Override
    public boolean isFile(String path) {
        Optional<Entry> entry = find(path, 0);
        if (entry.isEmpty() || entry.get().isFile()) {
            note(path, entry);
        }
        return entry.filter(Entry::isFile).isPresent();
    }

    /// That a directory is there is not noted: were it gone, what is read in it would be too.
    @Override
    public boolean isDirectory(String path) {
        Optional<Entry> entry = find(path, 0);
        if (entry.isEmpty() || entry.get().isFile()) {
            note(path, entry);
        }
        return entry.filter(Entry::isDirectory).isPresent();
    }

    private void note(String path, Optional<Entry> entry) {
        looked.put(path, entry.map(found -> found.id().name()).orElse(Dependencies.NOTHING));
    }

    private Optional<Entry> find(String path, int links) {
        Entry entry = new Entry(FileMode.TREE, root);
        String walked = "";
        String[] segments = path.isEmpty() ? new String[0] : path.split("/");
        for (int i = 0; i < segments.length; i++) {
            if (!entry.isDirectory()) {
                return Optional.empty();
            }
            Entry next = directory(entry.id()).get(segments[i]);
            if (next == null) {
                return Optional.empty();
            }
            if (FileMode.SYMLINK.equals(next.mode())) {
                String rest = String.join("/", List.of(segments).subList(i + 1, segments.length));
                return links == MOST_LINKS ? Optional.empty() : follow(next, walked, rest, links);
            }
            walked = SourcePaths.child(walked, segments[i]);
            entry = next;
        }
        return Optional.of(entry);
    }

    private Optional<Entry> follow(Entry link, String directory, String rest, int links) {
        try {
            String target = new String(reader.open(link.id()).getCachedBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return SourcePaths.resolve(directory, target)
                    .flatMap(path -> find(rest.isEmpty() ? path : SourcePaths.child(path, rest), links + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("A symbolic link in " + directory + " cannot be read", e);
        }
    }

    private Map<String, Entry> directory(ObjectId id) {
        return directories.computeIfAbsent(id, this::entries);
    }

    private Map<String, Entry> entries(ObjectId id) {
        Map<String, Entry> entries = new HashMap<>();
        try {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, id);
            for (; !parser.eof(); parser.next()) {
                entries.put(parser.getEntryPathString(), new Entry(parser.getEntryFileMode(),
                        parser.getEntryObjectId()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Tree " + id.name() + " cannot be read", e);
        }
        return entries;
    }
}
