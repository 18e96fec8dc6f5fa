package dev.plumbline.audit.http;

import jakarta.enterprise.context.RequestScoped;

/// Who sent the request, as [AccessFilter] found it.
@RequestScoped
class Caller {
    private String actor = "nobody";

    String actor() {
        return actor;
    }

    void is(String known) {
        actor = known;
    }
}
