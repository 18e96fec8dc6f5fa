/// What the ledger records, the questions that it answers, and who may ask.
@NullMarked
package dev.plumbline.audit.domain;

import org.jspecify.annotations.NullMarked;
