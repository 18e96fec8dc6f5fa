package dev.plumbline.contracts;

import java.util.Objects;

/// A commit may affect an Application. Topic `plumbline.render-requests.v1`, key the Application's name.
///
/// A hint: what is rendered is the newest commit of the Application's source and its newest spec.
public record RenderRequested(String application, String specVersion, CommitObserved commit) implements Event {
    public RenderRequested {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(specVersion, "specVersion");
        Objects.requireNonNull(commit, "commit");
    }

    @Override
    public Topic topic() {
        return Topic.RENDER_REQUESTS;
    }

    @Override
    public String key() {
        return application;
    }

    @Override
    public String eventId() {
        return Ids.of("render", application, specVersion, commit.commit());
    }
}
