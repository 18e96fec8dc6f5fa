package dev.plumbline.renderer.domain;

import java.util.Collection;
import java.util.List;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.RenderRequested;

/// Which Applications a commit may affect.
public final class FanOut {
    private final LastRenders renders;

    public FanOut(LastRenders renders) {
        this.renders = renders;
    }

    public List<RenderRequested> of(CommitObserved commit, Collection<ApplicationDeclared> applications) {
        return applications.stream()
                .filter(application -> application.spec().source().repository().equals(commit.repository())
                        && application.spec().source().ref().equals(commit.ref()))
                .filter(application -> renders.mayBeChangedBy(application, commit))
                .map(application -> new RenderRequested(application.name(), application.specVersion(), commit))
                .toList();
    }
}
