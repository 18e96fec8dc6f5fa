/// Protobuf bodies, held against what kubectl sent.
@NullMarked
package dev.plumbline.kubernetes.protobuf;

import org.jspecify.annotations.NullMarked;
