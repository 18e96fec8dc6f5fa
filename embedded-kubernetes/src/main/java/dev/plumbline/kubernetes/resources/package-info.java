/// Which resources are served, and what is known of each: names, verbs, subresources, types, rules.
@NullMarked
package dev.plumbline.kubernetes.resources;

import org.jspecify.annotations.NullMarked;
