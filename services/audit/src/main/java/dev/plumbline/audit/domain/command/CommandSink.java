package dev.plumbline.audit.domain.command;

import dev.plumbline.audit.domain.archive.UnavailableException;
import dev.plumbline.contracts.Command;

/// Where commands go so that the services act on them.
public interface CommandSink {
    /// Returns when the command is durable.
    ///
    /// @throws UnavailableException if it cannot be sent now; it was not
    void send(Command command);
}
