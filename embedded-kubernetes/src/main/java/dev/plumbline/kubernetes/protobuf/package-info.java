/// Kubernetes objects in protobuf, which typed clients such as `kubectl create` send.
@NullMarked
package dev.plumbline.kubernetes.protobuf;

import org.jspecify.annotations.NullMarked;
