/// What people ask, as commands.
@NullMarked
package dev.plumbline.audit.domain.command;

import org.jspecify.annotations.NullMarked;
