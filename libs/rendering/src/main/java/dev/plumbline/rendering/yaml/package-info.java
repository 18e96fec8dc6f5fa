/// YAML as the tool kustomize reads, changes and writes it: a node tree that keeps tags and styles, both of go-yaml's
/// dialects, Go's number texts and Go's block emitter.
@NullMarked
package dev.plumbline.rendering.yaml;

import org.jspecify.annotations.NullMarked;
