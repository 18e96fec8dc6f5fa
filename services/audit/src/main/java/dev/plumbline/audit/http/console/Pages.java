package dev.plumbline.audit.http.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.plumbline.audit.domain.archive.ApplicationView;
import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.archive.ChangeEntry;
import dev.plumbline.audit.domain.archive.ChangeQuery;
import dev.plumbline.audit.domain.archive.DriftEntry;
import dev.plumbline.audit.domain.archive.DriftQuery;
import dev.plumbline.audit.domain.archive.Page;
import dev.plumbline.audit.domain.archive.PageRequest;

/// The console's pages, and their panels alone for when one of them is out of date.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class Pages {
    private static final int CHANGES = 25;
    private static final int DRIFTS = 50;
    private static final int COMMANDS = 10;
    private static final int DEAD_LETTERS = 3;

    /// Older dead letters are in the API; here they would only hide what is wrong now.
    private static final Duration NEWS = Duration.ofDays(1);

    private final Archive archive;
    private final InstantSource clock;

    Pages(Archive archive, InstantSource clock) {
        this.archive = archive;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance first() {
        return Templates.first(overview(), notices(), recentChanges(), openDrift());
    }

    @GET
    @Path("/panels/applications")
    @Operation(hidden = true)
    public TemplateInstance applicationsPanel() {
        return Templates.applications(overview());
    }

    @GET
    @Path("/panels/notices")
    @Operation(hidden = true)
    public TemplateInstance noticesPanel() {
        return Templates.notices(notices());
    }

    @GET
    @Path("/panels/changes")
    @Operation(hidden = true)
    public TemplateInstance changesPanel() {
        return Templates.changes(recentChanges());
    }

    @GET
    @Path("/panels/drift")
    @Operation(hidden = true)
    public TemplateInstance driftPanel() {
        return Templates.drift(openDrift());
    }

    @GET
    @Path("/applications/{name}")
    @Operation(hidden = true)
    public RestResponse<TemplateInstance> application(@RestPath String name) {
        return page(name).map(page -> RestResponse.ok(Templates.application(page)))
                .orElseGet(() -> RestResponse.status(Status.NOT_FOUND, Templates.missing(name)));
    }

    @GET
    @Path("/panels/applications/{name}")
    @Operation(hidden = true)
    public RestResponse<TemplateInstance> applicationPanel(@RestPath String name) {
        return page(name).map(page -> RestResponse.ok(Templates.applicationBody(page)))
                .orElseGet(() -> RestResponse.status(Status.NOT_FOUND, Templates.missing(name)));
    }

    private Overview overview() {
        Page<ApplicationView> page = archive
                .applications(PageRequest.first("applications", PageRequest.MAX_LIMIT));
        return new Overview(page.items(), page.next() != null);
    }

    private Notices notices() {
        Instant since = clock.instant().minus(NEWS);
        return new Notices(archive.fleet(),
                archive.deadLetters(PageRequest.first("dead-letters", DEAD_LETTERS)).items().stream()
                        .filter(letter -> letter.at().isAfter(since)).toList());
    }

    private List<ChangeEntry> recentChanges() {
        return archive.changes(ChangeQuery.all(), PageRequest.first("changes", CHANGES)).items();
    }

    private List<DriftEntry> openDrift() {
        return archive.drift(new DriftQuery(Optional.empty(), Optional.of(true)),
                PageRequest.first("drift", DRIFTS)).items();
    }

    private Optional<ApplicationPage> page(String name) {
        return archive.application(name).map(application -> new ApplicationPage(application,
                archive.drift(new DriftQuery(Optional.of(name), Optional.empty()),
                        PageRequest.first("drift", DRIFTS)).items(),
                archive.changes(ChangeQuery.of(name), PageRequest.first("changes", CHANGES)).items(),
                archive.commands(name, PageRequest.first("commands", COMMANDS)).items()));
    }
}
