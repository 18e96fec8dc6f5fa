package dev.plumbline.rendering.kustomize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.config.Fields.Text;
import dev.plumbline.rendering.kustomize.config.Kustomization;
import dev.plumbline.rendering.kustomize.config.KustomizationReader;
import dev.plumbline.rendering.kustomize.generate.FileContents;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.source.SourcePaths;
import dev.plumbline.rendering.source.SourceTree;

/// A directory with a kustomization, and what it may read: files in or below it, and other such directories anywhere in
/// the tree.
///
/// @param path    from the root of the tree
/// @param visited the directories that led here, this one last
record KustomizationFolder(SourceTree tree, String path, List<String> visited) implements FileContents {
    private static final List<String> FILES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final int DEEPEST = 50;

    KustomizationFolder {
        visited = List.copyOf(visited);
    }

    /// The names of the kustomization files of a directory; all are looked for, as two of them are an error.
    static List<String> kustomizationFiles(SourceTree tree, String directory) {
        return FILES.stream().map(name -> SourcePaths.child(directory, name)).filter(tree::isFile).toList();
    }

    /// @throws KustomizeProblem when there is not exactly one kustomization file, or it cannot be read
    Kustomization load() {
        List<String> files = kustomizationFiles(tree, path);
        if (files.isEmpty()) {
            throw new KustomizeProblem("unable to find one of 'kustomization.yaml', 'kustomization.yml' or "
                    + "'Kustomization' in directory '" + display(path) + "'");
        }
        if (files.size() > 1) {
            throw new KustomizeProblem("found multiple kustomization files under " + display(path) + ": "
                    + String.join(", ", files.stream().map(SourcePaths::name).toList()));
        }
        String file = files.getFirst();
        return KustomizationReader.read(file, bytes(file, new SourcePosition(file, 0)));
    }

    @Override
    public byte[] of(String relative, SourcePosition asked) {
        return bytes(file(relative, asked), asked);
    }

    /// The path of a file from the root of the tree.
    ///
    /// @throws KustomizeProblem when there is no such file in or below this directory
    String file(String relative, SourcePosition asked) {
        String file = SourcePaths.resolve(path, relative)
                .orElseThrow(() -> new KustomizeProblem("'" + relative + "' leads out of the repository", asked));
        if (!SourcePaths.isWithin(path, file)) {
            throw new KustomizeProblem("security; file '" + file + "' is not in or below '" + display(path) + "'",
                    asked);
        }
        if (!tree.isFile(file)) {
            throw new KustomizeProblem("no such file: '" + file + "'", asked);
        }
        return file;
    }

    /// Whether an entry of a list of resources means a directory rather than a file.
    boolean isFolder(String relative) {
        return SourcePaths.resolve(path, relative).filter(tree::isDirectory).isPresent();
    }

    /// The directory that an entry names.
    ///
    /// @throws KustomizeProblem when there is none, it is remote, or building it would come back here
    KustomizationFolder folder(Text entry) {
        SourcePosition asked = entry.position();
        if (isRemote(entry.value())) {
            throw new KustomizeProblem("remote bases are not supported: '" + entry.value()
                    + "': copy it into the repository", asked);
        }
        String folder = SourcePaths.resolve(path, entry.value()).orElseThrow(
                () -> new KustomizeProblem("'" + entry.value() + "' leads out of the repository", asked));
        if (!tree.isDirectory(folder)) {
            throw new KustomizeProblem("no such file or directory: '" + folder + "'", asked);
        }
        for (String earlier : visited) {
            if (SourcePaths.isWithin(folder, earlier)) {
                throw new KustomizeProblem("cycle detected: candidate root '" + display(folder)
                        + "' contains visited root '" + display(earlier) + "'", asked);
            }
        }
        if (visited.size() >= DEEPEST) {
            throw new KustomizeProblem("bases are nested more than " + DEEPEST + " deep", asked);
        }
        List<String> path = new ArrayList<>(visited);
        path.add(folder);
        return new KustomizationFolder(tree, folder, path);
    }

    static boolean isRemote(String entry) {
        return entry.contains("://") || entry.startsWith("git@") || entry.startsWith("github.com/")
                || entry.contains("?ref=") || entry.contains(".git/") || entry.endsWith(".git");
    }

    private byte[] bytes(String file, SourcePosition asked) {
        try {
            return tree.read(file);
        } catch (IOException e) {
            throw new KustomizeProblem("cannot read '" + file + "': " + e.getMessage(), asked);
        }
    }

    private static String display(String path) {
        return path.isEmpty() ? "." : path;
    }
}
