package dev.plumbline.renderer.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.RenderOutcome.RenderError;

/// What the last render of each Application looked at, in this process. An Application that is not known here is
/// rendered whatever a commit changes.
public final class LastRenders {
    private final Map<String, LastRender> renders = new ConcurrentHashMap<>();

    /// @param errors empty when it succeeded
    public record LastRender(String specVersion, Dependencies dependencies, List<RenderError> errors) {
        public LastRender {
            errors = List.copyOf(errors);
        }
    }

    /// Once what it led to is published.
    public void remember(String application, Optional<LastRender> render) {
        render.ifPresentOrElse(one -> renders.put(application, one), () -> renders.remove(application));
    }

    /// Another instance may render them now.
    public void forgetAll() {
        renders.clear();
    }

    /// The last render of this spec.
    public Optional<LastRender> of(ApplicationDeclared application) {
        return Optional.ofNullable(renders.get(application.name()))
                .filter(render -> render.specVersion().equals(application.specVersion()));
    }

    /// Whether a commit of the Application's source may change what it renders to.
    public boolean mayBeChangedBy(ApplicationDeclared application, CommitObserved commit) {
        return of(application).map(render -> render.dependencies().mayChangeBy(commit)).orElse(true);
    }
}
