/// CustomResourceDefinitions: what they declare, serving it, and the rules that their schemas set.
@NullMarked
package dev.plumbline.kubernetes.crd;

import org.jspecify.annotations.NullMarked;
