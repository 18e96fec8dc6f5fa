/// Turns a directory of a source tree into Kubernetes objects: plain manifests, or a kustomization built in this process
/// or by the real tool.
@NullMarked
package dev.plumbline.rendering;

import org.jspecify.annotations.NullMarked;
