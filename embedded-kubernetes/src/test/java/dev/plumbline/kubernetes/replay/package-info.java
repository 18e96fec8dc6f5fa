/// Replays scenarios recorded from a real kube-apiserver.
@NullMarked
package dev.plumbline.kubernetes.replay;

import org.jspecify.annotations.NullMarked;
