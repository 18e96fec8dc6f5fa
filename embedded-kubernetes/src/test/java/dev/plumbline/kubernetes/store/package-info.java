/// The store against crashes, torn and damaged logs, and its own history.
@NullMarked
package dev.plumbline.kubernetes.store;

import org.jspecify.annotations.NullMarked;
