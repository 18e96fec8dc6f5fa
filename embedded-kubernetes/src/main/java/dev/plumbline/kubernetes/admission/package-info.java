/// What the server adds to objects and refuses of them by policy, as the default admission plugins of a kube-apiserver do.
@NullMarked
package dev.plumbline.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
