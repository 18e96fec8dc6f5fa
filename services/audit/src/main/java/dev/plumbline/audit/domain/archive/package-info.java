/// The questions that the ledger answers and the shape of the answers.
@NullMarked
package dev.plumbline.audit.domain.archive;

import org.jspecify.annotations.NullMarked;
