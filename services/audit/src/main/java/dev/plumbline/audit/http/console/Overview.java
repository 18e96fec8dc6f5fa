package dev.plumbline.audit.http.console;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.audit.domain.archive.ApplicationView;
import dev.plumbline.contracts.ApplicationStatus.Sync;

/// The Applications of the first page and how many of them stand where.
///
/// @param more whether there are more Applications than are shown
record Overview(List<ApplicationView> applications, boolean more) {
    /// How many stand where, in the order of [Sync]; only where any do.
    public Map<Sync, Integer> counts() {
        Map<Sync, Integer> counts = new EnumMap<>(Sync.class);
        applications.forEach(application -> counts.merge(application.sync(), 1, Integer::sum));
        return counts;
    }
}
