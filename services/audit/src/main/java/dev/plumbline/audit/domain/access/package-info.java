/// Who may read and command.
@NullMarked
package dev.plumbline.audit.domain.access;

import org.jspecify.annotations.NullMarked;
