package dev.plumbline.renderer.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.renderer.domain.Dependencies;
import dev.plumbline.renderer.domain.fleet.Fleet;

/// What is declared, and what is known of the fleet's last render.
///
/// @param declared all Applications by name
/// @param broken   what is wrong with declarations, by name
/// @param reads    what the last render looked at; empty when the next commit must be rendered whatever it changes
record FleetState(Map<String, ApplicationDeclared> declared, Map<String, List<RenderError>> broken,
        Optional<Dependencies> reads) {
    FleetState {
        declared = Map.copyOf(declared);
        broken = Map.copyOf(broken);
    }

    static FleetState of(Map<String, ApplicationDeclared> declared) {
        return new FleetState(declared, Map.of(), Optional.empty());
    }

    static FleetState after(Fleet.Rendered rendered) {
        return new FleetState(rendered.declared(), rendered.broken(), rendered.reads());
    }

    boolean mayChangeBy(CommitObserved commit) {
        return reads.map(looked -> looked.mayChangeBy(commit)).orElse(true);
    }
}
