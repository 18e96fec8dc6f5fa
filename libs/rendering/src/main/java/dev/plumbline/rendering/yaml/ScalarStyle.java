package dev.plumbline.rendering.yaml;

/// How a scalar stood in its document. Everything but [#PLAIN] makes a text a string whatever it looks like.
public enum ScalarStyle {
    PLAIN, SINGLE, DOUBLE, LITERAL, FOLDED
}
