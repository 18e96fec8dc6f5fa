package dev.plumbline.audit;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/// Who is let in, and what everybody else and every mistaken question is told.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class AccessTest {
    private final Installation audit = Installation.running();
    private final Api api = audit.api();

    @Test
    void tellsWhoComesWithoutATokenHowToSendOne() throws Exception {
        HttpResponse<String> response = api.send(api.anonymous("/api/v1/changes"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
                scheme -> assertThat(scheme).startsWith("Bearer"));
        assertThat(Api.json(response).path("remedy").asText()).contains("Authorization: Bearer");
    }

    @Test
    void refusesAWrongToken() throws Exception {
        HttpResponse<String> response = api.send(
                api.anonymous("/api/v1/changes").header("Authorization", "Bearer wrong"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain(RealParts.TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/changes?cursor=nonsense, 400, bad-cursor",
            "/api/v1/drift?cursor=Y2hhbmdlcyA3, 400, bad-cursor",
            "/api/v1/commits?limit=0, 400, bad-limit", "/api/v1/changes?from=yesterday, 400, bad-time",
            "/api/v1/changes?outcome=fine, 400, bad-outcome", "/api/v1/drift?open=perhaps, 400, bad-open",
            "/api/v1/applications/nobody, 404, unknown-application", "/api/v1/nothing, 404, not-found"})
    void saysWhatIsWrongAndWhatToDo(String path, int status, String problem) throws Exception {
        HttpResponse<String> response = api.send(api.request(path));

        JsonNode body = Api.json(response);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(body.path("type").asText()).isEqualTo("urn:plumbline:problem:" + problem);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("title").asText()).isNotEmpty();
        assertThat(body.path("detail").asText()).isNotEmpty();
        assertThat(body.path("remedy").asText()).isNotEmpty();
    }

    @Test
    void refusesACommandForAnUnknownApplication() throws Exception {
        JsonNode problem = api.post("/api/v1/applications/nobody/sync", "{}");

        assertThat(problem.path("status").asInt()).isEqualTo(404);
    }

    @Test
    void refusesABodyThatIsNoJson() throws Exception {
        assertThat(api.post("/api/v1/applications/nobody/sync", "{").path("status").asInt()).isEqualTo(400);
    }

    @Test
    void describesItselfAsOpenApi() throws Exception {
        String description = api.send(api.anonymous("/q/openapi?format=json")).body();

        assertThat(description).contains("/api/v1/applications/{name}/sync", "/api/v1/changes", "/api/v1/events",
                "ChangeEntry", "problem+json", "group/Kind/namespace/name");
    }

    @Test
    void isReadyWhenTheBacklogIsInTheLedger() {
        audit.await(() -> api.send(api.anonymous("/q/health/ready")), response -> response.statusCode() == 200);
    }
}
