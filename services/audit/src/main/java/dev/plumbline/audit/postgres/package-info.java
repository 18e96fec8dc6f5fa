/// PostgreSQL: the ledger, the positions of what it has read, and the tables that the API reads.
@NullMarked
package dev.plumbline.audit.postgres;

import org.jspecify.annotations.NullMarked;
