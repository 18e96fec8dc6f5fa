/// Where the cluster's audit is received.
@NullMarked
package dev.plumbline.differ.http;

import org.jspecify.annotations.NullMarked;
