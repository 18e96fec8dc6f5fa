/// What manifests, field sets and merges claim, held against Kubernetes' own rules.
@NullMarked
package dev.plumbline.manifests;

import org.jspecify.annotations.NullMarked;
