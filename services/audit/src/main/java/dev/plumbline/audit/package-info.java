/// The ledger of what Plumbline did and why: keeps every event once in PostgreSQL, answers questions about them over
/// HTTP, serves the console and accepts commands.
@NullMarked
package dev.plumbline.audit;

import org.jspecify.annotations.NullMarked;
