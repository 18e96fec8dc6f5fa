package dev.plumbline.audit.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What may be said with a command.
///
/// @param reason why; kept in the audit
/// @param revision the commit whose deletions are approved
@Schema(description = "What may be said with a command")
record Ask(@Schema(examples = "the hotfix must be out before noon") @Nullable String reason,
        @Nullable String revision) {
}
