package dev.plumbline.rendering.yaml;

/// One document of a file.
///
/// @param line line of the file where its content begins, counted from 1
public record YamlDocument(Node root, int line) {
}
