package dev.plumbline.audit;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DriftEvent.DriftDetected;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.declared;
import static dev.plumbline.audit.Fixtures.drift;
import static dev.plumbline.audit.Fixtures.status;
import static dev.plumbline.audit.Fixtures.update;
import static dev.plumbline.audit.Fixtures.withReason;
import static org.assertj.core.api.Assertions.assertThat;

/// The console as a browser meets it: how one gets in, what it shows, and what another site cannot do.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ConsoleTest {
    private static final Pattern SUBRESOURCE = Pattern.compile("(?:src|href)=\"(/(?:webjars|console)/[^\"]+)\"");

    private final Installation audit = Installation.running();
    private final Api api = audit.api();

    @Test
    void tellsAStrangerHowToSignIn() throws Exception {
        HttpResponse<String> page = api.send(api.anonymous("/"));

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).contains("Sign in", "token").doesNotContain(RealParts.TOKEN);
    }

    @Test
    void givesASessionForTheLinkAndServesAllThatThePageNeeds() throws Exception {
        String cookie = session();

        HttpResponse<String> page = api.send(api.anonymous("/").header("Cookie", cookie));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
        for (Matcher found = SUBRESOURCE.matcher(page.body()); found.find();) {
            assertThat(api.send(api.anonymous(found.group(1))).statusCode()).as(found.group(1)).isEqualTo(200);
        }
    }

    @Test
    void givesNoSessionForAWrongToken() throws Exception {
        HttpResponse<String> page = api.send(api.anonymous("/?token=wrong"));

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void showsApplicationsChangesAndDriftWithTheirPeople() throws Exception {
        CommitObserved commit = withReason(commit("Scale for the sale", ADA), "Black Friday");
        audit.topics().write(declared("shown"), status("shown", Sync.DRIFTED, Health.HEALTHY, commit, List.of(),
                List.of()), update("shown-1", "shown", commit), new DriftDetected("shown-d", drift("shown", 5)));
        audit.items("/api/v1/drift?application=shown&open=true", 1);
        audit.await("/api/v1/applications/shown", answer -> answer.path("sync").asText().equals("Drifted"));
        audit.items("/api/v1/changes?application=shown", 1);

        for (String path : List.of("/", "/applications/shown", "/panels/applications/shown")) {
            assertThat(page(path)).contains("shown", "Drifted", "Healthy", "Ada Lovelace", "Black Friday",
                    "/spec/replicas", "Deployment shop/web", "kubectl-edit", "grace");
        }
        assertThat(page("/panels/applications")).contains("/applications/shown").doesNotContain("<html");
    }

    @Test
    void showsMarkupFromOutsideAsText() throws Exception {
        String markup = "<script>alert(1)</script>";
        CommitObserved commit = commit(markup, ADA);
        Change change = update("markup", "markup", commit);
        Change marked = new Change(change.id(), change.application(), change.cluster(), change.resource(),
                change.operation(), Change.Outcome.FAILED, change.cause(), change.plan(), 0, 1, change.revision(),
                null, change.provenance(), change.startedAt(), change.finishedAt(),
                List.of(new Change.FieldChange("/data/" + markup, null, TextNode.valueOf(markup))), markup, false);
        audit.topics().write(declared("markup"), status("markup", Sync.FAILED, Health.UNKNOWN, commit,
                List.of(markup), List.of()), marked);
        audit.items("/api/v1/changes?application=markup", 1);
        audit.await("/api/v1/applications/markup", answer -> answer.path("sync").asText().equals("Failed"));

        assertThat(page("/applications/markup")).doesNotContain(markup).contains("&lt;script&gt;");
        assertThat(page("/")).doesNotContain(markup);
    }

    @Test
    void syncsFromItsOwnPageAndFromNoOther() throws Exception {
        audit.topics().write(declared("button"));
        audit.await("/api/v1/applications/button", answer -> answer.has("name"));
        String cookie = session();

        HttpResponse<String> forged = api.send(ask(cookie));
        HttpResponse<String> crossSite = api.send(ask(cookie).header("HX-Request", "true")
                .header("Origin", "https://evil.example"));
        HttpResponse<String> own = api.send(ask(cookie).header("HX-Request", "true"));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(crossSite.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("Sync asked");
        assertThat(audit.items("/api/v1/applications/button/commands", 1).path(0).path("reason").asText())
                .isEqualTo("by hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/applications/nobody", "/panels/applications/nobody"})
    void saysThatAnApplicationIsUnknown(String path) throws Exception {
        HttpResponse<String> page = api.send(api.anonymous(path).header("Cookie", session()));

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("nobody");
    }

    private HttpRequest.Builder ask(String cookie) {
        return api.anonymous("/applications/button/sync").header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("reason=by+hand"));
    }

    private String page(String path) throws Exception {
        return api.send(api.anonymous(path).header("Cookie", session())).body();
    }

    private String session() throws Exception {
        HttpResponse<String> entered = api.send(api.anonymous("/?token=" + RealParts.TOKEN));
        String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(RealParts.TOKEN);
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
