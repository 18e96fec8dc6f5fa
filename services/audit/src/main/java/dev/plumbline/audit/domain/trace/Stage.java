package dev.plumbline.audit.domain.trace;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A stage of a commit's way, and the service that it passes in.
public enum Stage {
    /// From the webhook, or the poll that found it, until the commit is sent.
    @JsonProperty("seen")
    SEEN("git-watcher"),
    /// From the start of the work on one Application until its desired state is sent.
    @JsonProperty("rendered")
    RENDERED("renderer"),
    /// From the moment that is decided on until the plan is sent.
    @JsonProperty("planned")
    PLANNED("differ"),
    /// From the plan's first request to the cluster until the last answer.
    @JsonProperty("applied")
    APPLIED("applier"),
    /// From the start of the database's transaction until the plan's changes are written there.
    @JsonProperty("audited")
    AUDITED("audit");

    private final String service;

    Stage(String service) {
        this.service = service;
    }

    public String service() {
        return service;
    }
}
