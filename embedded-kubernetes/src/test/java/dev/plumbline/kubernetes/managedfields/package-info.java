/// Field ownership, held against the answers of a real kube-apiserver.
@NullMarked
package dev.plumbline.kubernetes.managedfields;

import org.jspecify.annotations.NullMarked;
