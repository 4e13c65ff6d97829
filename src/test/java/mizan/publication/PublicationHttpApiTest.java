package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as HTTP responses: validators, content codings, and origins. */
class PublicationHttpApiTest extends ServiceTest {

    private static final String ARTICLE = "/api/v1/sites/demo/comments?article=market-scales";

    @Test
    void pageHasStrongETagAndIsNotModifiedWhileUnchanged() {
        approved(Sample.submission());
        Answer page = get(ARTICLE);
        String etag = page.header("ETag");

        Answer again = get(ARTICLE, "If-None-Match", "\"other\", W/" + etag);

        assertThat(etag).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=10, stale-while-revalidate=60");
        assertThat(page.headers().allValues("Vary")).contains("Accept-Encoding", "Origin");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(etag);
        approved(Sample.submission());
        assertThat(get(ARTICLE, "If-None-Match", etag).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "'br, GZIP;q=0.5', gzip", "gzip;q=0, ''", "identity, ''"})
    void pageIsCompressedIfTheClientAcceptsGzip(String accepted, String coding) throws Exception {
        approved(Sample.submission());

        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + ARTICLE))
                                .header("Accept-Encoding", accepted)
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding").orElse("")).isEqualTo(coding);
        String body = coding.isEmpty() ? new String(response.body(), StandardCharsets.UTF_8) : gunzip(response.body());
        Answer plain = get(ARTICLE);
        assertThat(body).isEqualTo(plain.body());
        assertThat(response.headers().firstValue("ETag").orElseThrow().equals(plain.header("ETag")))
                .as("each content coding has its own ETag")
                .isEqualTo(coding.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://demo.example", "https://herald.example"})
    void onlyOriginsOfTheSiteAreAllowedByCors(String origin) {
        Answer answer = get(ARTICLE, "Origin", origin);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .isEqualTo(origin.equals("https://demo.example") ? origin : "");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    private static String gunzip(byte[] compressed) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
