package dev.plumbline.audit.http.console;

import java.util.List;

import dev.plumbline.audit.domain.archive.ApplicationView;
import dev.plumbline.audit.domain.archive.ChangeEntry;
import dev.plumbline.audit.domain.archive.DriftEntry;
import dev.plumbline.contracts.Command;

/// One Application with its history.
record ApplicationPage(ApplicationView application, List<DriftEntry> drift, List<ChangeEntry> changes,
        List<Command> commands) {
}
