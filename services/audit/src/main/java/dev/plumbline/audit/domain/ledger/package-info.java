/// What a batch of records adds to the append-only ledger, and what keeps it.
@NullMarked
package dev.plumbline.audit.domain.ledger;

import org.jspecify.annotations.NullMarked;
