package mizan.embed.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class ReceiptPageApiTest extends ServiceTest {

    private static final String[] BROWSER = {"Accept", "text/html", "Accept-Language", "en"};

    @Test
    void receiptShowsTheStateAndTheReason() {
        Answer accepted = submit(Sample.submission());
        String page = page(accepted);
        assertThat(get(page, BROWSER).body()).contains("<h1>Awaiting moderation</h1>");

        decide(accepted.json().path("id").asText(), "reject", Map.of("version", 0, "reason", "OFF_TOPIC"), admin());

        assertThat(get(page, BROWSER).body()).contains("<h1>Not published</h1>").contains("Reason: off topic");
        assertThat(get(page + "?lang=ar", BROWSER).body())
                .contains("dir=\"rtl\"")
                .contains("السبب: خارج عن موضوع المقال");
    }

    @Test
    void receiptUrlIsKeptOutOfCachesIndexesAndReferers() {
        Answer page = get(page(submit(Sample.submission())), BROWSER);

        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
                        + "frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("http");
    }

    @Test
    void withdrawalNeedsAPost() {
        String page = page(submit(Sample.submission()));

        assertThat(get(page + "/withdrawal", BROWSER).body())
                .contains("<form class=\"card\" method=\"post\" action=\"" + page + "/withdrawal?lang=en\">")
                .contains("This can't be undone.");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("PENDING");

        Answer answer = send("POST", page + "/withdrawal?lang=en", "", "Content-Type", FORM);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/receipts/withdrawn?lang=en");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("WITHDRAWN");
        assertThat(get(answer.header("Location"), BROWSER).body()).contains("Your comment was withdrawn");
    }

    @Test
    void unknownReceiptIsAPageForBrowsersAndAProblemForOtherClients() {
        String page = page(submit(Sample.submission()));
        send("POST", page + "/withdrawal", "", "Content-Type", FORM);

        for (String path : new String[] {page, page + "/withdrawal", "/receipts/x"}) {
            Answer answer = get(path, BROWSER);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).contains("Comment not found");
            assertThat(get(path).problem()).isEqualTo("404 application/problem+json /problems/not-found");
        }
        assertThat(send("POST", page + "/withdrawal", "", "Content-Type", FORM).status())
                .isEqualTo(404);
    }

    private static String page(Answer accepted) {
        return "/receipts/" + accepted.json().path("receipt").asText();
    }
}
