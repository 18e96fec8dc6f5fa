package dev.plumbline.rendering.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [DirectoryTree] against folders with symbolic links.
class DirectoryTreeTest {
    @TempDir
    Path folder;

    @Test
    void followsLinksInsideAndHidesThoseThatLeadOut() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s");
        Path root = Files.createDirectories(folder.resolve("root/a"));
        Files.writeString(root.resolve("file.yaml"), "x");
        Files.createSymbolicLink(root.resolve("inside"), Path.of("file.yaml"));
        Files.createSymbolicLink(root.resolve("outside"), secret);
        DirectoryTree tree = new DirectoryTree(folder.resolve("root"));

        assertThat(tree.read("a/inside")).asString().isEqualTo("x");
        assertThat(tree.isFile("a/outside")).isFalse();
        assertThatThrownBy(() -> tree.read("a/outside")).isInstanceOf(NoSuchFileException.class);
        assertThat(tree.list("a")).containsExactly("file.yaml", "inside", "outside");
        assertThat(tree.isDirectory("")).isTrue();
        assertThat(tree.exists("b")).isFalse();
    }

    @Test
    void resolvesPathsWithoutLeavingTheTree() {
        assertThat(SourcePaths.resolve("a/b", "../c/./d/")).contains("a/c/d");
        assertThat(SourcePaths.resolve("a", "../..")).isEmpty();
        assertThat(SourcePaths.resolve("a", "/etc")).isEmpty();
        assertThat(SourcePaths.isWithin("a", "ab/c")).isFalse();
        assertThat(SourcePaths.isWithin("", "x")).isTrue();
    }
}
