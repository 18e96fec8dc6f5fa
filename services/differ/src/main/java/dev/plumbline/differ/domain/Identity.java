package dev.plumbline.differ.domain;

/// Which cluster this differ looks at, and under which name Plumbline owns objects there.
public record Identity(String cluster, String installation) {
}
