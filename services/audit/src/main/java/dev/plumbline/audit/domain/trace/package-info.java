/// A commit's way from the webhook into the cluster and the ledger, read off the ledger's entries.
@NullMarked
package dev.plumbline.audit.domain.trace;

import org.jspecify.annotations.NullMarked;
