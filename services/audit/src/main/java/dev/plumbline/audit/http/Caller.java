package dev.plumbline.audit.http;

import jakarta.enterprise.context.RequestScoped;

/// Who sent the request, as [AccessFilter] found it.
@RequestScoped
public class Caller {
    private String actor = "nobody";

    public String actor() {
        return actor;
    }

    public void is(String known) {
        actor = known;
    }
}
