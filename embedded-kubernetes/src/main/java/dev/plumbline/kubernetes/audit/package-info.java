/// Who did what to the server, told to a webhook as kube-apiserver tells it (`audit.k8s.io/v1`).
@NullMarked
package dev.plumbline.kubernetes.audit;

import org.jspecify.annotations.NullMarked;
