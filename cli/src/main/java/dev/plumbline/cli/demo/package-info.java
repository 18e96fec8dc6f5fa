/// The demo: a fleet of its own, and the tour that shows and verifies what Plumbline does.
@NullMarked
package dev.plumbline.cli.demo;

import org.jspecify.annotations.NullMarked;
