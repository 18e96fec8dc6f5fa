/// Kubernetes manifests as values: read with their positions, identified, digested, merged, compared and owned
/// field by field, without any framework.
@NullMarked
package dev.plumbline.manifests;

import org.jspecify.annotations.NullMarked;
