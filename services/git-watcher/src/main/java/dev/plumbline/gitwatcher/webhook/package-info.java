/// Push webhooks: one class per Git host verifies a delivery by the host's own scheme and says what it announces.
@NullMarked
package dev.plumbline.gitwatcher.webhook;

import org.jspecify.annotations.NullMarked;
