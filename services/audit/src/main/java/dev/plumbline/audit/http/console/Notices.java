package dev.plumbline.audit.http.console;

import java.util.List;

import dev.plumbline.audit.domain.archive.FleetView;
import dev.plumbline.contracts.DeadLetter;

/// What is wrong beyond any one Application.
///
/// @param deadLetters the newest records that could not be handled, of the last day
record Notices(FleetView fleet, List<DeadLetter> deadLetters) {
}
