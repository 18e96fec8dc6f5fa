/// The events that Plumbline's services exchange, the topics that carry them and their place in those topics.
@NullMarked
package dev.plumbline.contracts;

import org.jspecify.annotations.NullMarked;
