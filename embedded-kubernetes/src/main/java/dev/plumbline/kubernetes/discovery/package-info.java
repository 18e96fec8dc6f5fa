/// What the server says about itself: groups, versions, resources, its own version and the OpenAPI documents.
@NullMarked
package dev.plumbline.kubernetes.discovery;

import org.jspecify.annotations.NullMarked;
