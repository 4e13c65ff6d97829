package mizan.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemApiTest extends ServiceTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404, not-found",
        "GET, /api/v1/sites, 404, not-found",
        "PUT, /api/v1/tokens, 405, method-not-allowed",
        "DELETE, /api/v1/sites/demo/comments, 405, method-not-allowed",
        "POST, /api/v1/receipts/x, 405, method-not-allowed",
        "GET, /health, 404, not-found",
        "GET, /prometheus, 404, not-found"
    })
    void frameworkErrorsAreProblems(String method, String path, int status, String slug) {
        for (String accepted : Set.of("*/*", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8")) {
            Answer answer = send(method, path, "", "Accept", accepted);

            assertThat(answer.problem()).isEqualTo(status + " application/problem+json /problems/" + slug);
            assertThat(answer.json().fieldNames()).toIterable().containsExactly("type", "title", "status", "detail");
            assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        }
    }

    @Test
    void unacceptableMediaTypeIsRefused() {
        assertThat(get("/api/v1/sites/demo/comments?article=a", "Accept", "application/xml")
                        .problem())
                .isEqualTo("406 application/problem+json /problems/not-acceptable");
    }

    @Test
    void managementPortServesManagementEndpointsOnly() {
        assertThat(getManagement("/api/v1/sites/demo/comments?article=a").status())
                .isEqualTo(404);
        assertThat(getManagement("/env").status()).isEqualTo(404);
        assertThat(getManagement("/beans").status()).isEqualTo(404);
    }
}
