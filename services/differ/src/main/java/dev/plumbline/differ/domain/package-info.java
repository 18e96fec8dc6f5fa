/// What differ knows and decides, without I/O: tables in, plans, drift and status out.
@NullMarked
package dev.plumbline.differ.domain;

import org.jspecify.annotations.NullMarked;
