package mizan.embed.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentFormApiTest extends ServiceTest {

    private static final String FORM_PATH = "/sites/herald/comments";

    private static final Map<String, String> FIELDS = Map.of(
            "name", "ليلى",
            "email", "layla@example.org",
            "body", "السطر الأول\r\nالثاني",
            "article", "market-scales",
            "articleUrl", "https://herald.example/a?x=1#y");

    @Test
    void unknownParentIsRemovedFromTheForm() {
        String gone = "0199a5ca-0000-7000-8000-000000000000";

        Answer orphan = postForm("herald", with(FIELDS, "parentId", gone));

        assertThat(orphan.status()).isEqualTo(422);
        assertThat(orphan.body()).doesNotContain(gone);
    }

    @Test
    void acceptedCommentRedirectsToItsArticle() {
        Answer answer = postForm("herald", FIELDS);

        String id = Postgres.value("SELECT id FROM comment");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("https://herald.example/a?x=1&comment=pending#comment-" + id);
        assertThat(Postgres.value("SELECT body FROM comment")).isEqualTo("السطر الأول\nالثاني");
    }

    @Test
    void redirectFallsBackToTheRefererAndThenTheSite() {
        Map<String, String> fields = Map.of("name", "A", "email", "a@example.org", "body", "1", "article", "x");

        assertThat(postForm("herald", fields, "Referer", "https://herald.example/from")
                        .header("Location"))
                .startsWith("https://herald.example/from?comment=pending#comment-");
        assertThat(postForm("herald", with(fields, "body", "2"), "Referer", "https://evil.example/")
                        .header("Location"))
                .startsWith("https://herald.example/?comment=pending#comment-");
        assertThat(postForm("herald", with(fields, "body", "3")).header("Location"))
                .startsWith("https://herald.example/?comment=pending#comment-");
    }

    @ParameterizedTest
    @CsvSource({
        "https://herald.example/مقال, https://herald.example/%D9%85%D9%82%D8%A7%D9%84?comment=pending",
        "https://HERALD.example:443, https://herald.example/?comment=pending",
        "https://herald.example/a[b]|c?d=%e9&d=%C3%A9&e&&f=a+b|#g, https://herald.example/a[b]|c?d=%e9&d=%C3%A9&e&&f=a+b|&comment=pending",
        "https://herald.example/?comment=5, https://herald.example/?comment=5&comment=pending",
        "https://herald.example/?comment=pending&a#comment-1, https://herald.example/?comment=pending&a",
        "' ', https://herald.example/?comment=pending",
        "https://evil.example/, https://herald.example/?comment=pending",
        "https://evil@herald.example/, https://herald.example/?comment=pending"
    })
    void redirectAcceptsAnyFormOfTheArticleUrl(String url, String start) {
        Answer answer = postForm("herald", with(FIELDS, "articleUrl", url));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith(start + "#comment-");
    }

    @Test
    void originalRefererIsKeptButNotStoredAsArticleUrl() {
        Map<String, String> fields = Map.of("name", "A", "email", "a@example.org", "body", "1", "article", "x");

        Answer mistake = postForm("herald", with(fields, "email", "a"), "Referer", "https://herald.example/from");
        assertThat(mistake.body()).contains("name=\"returnTo\" value=\"https://herald.example/from\"");

        Answer answer = postForm("herald", with(fields, "returnTo", "https://herald.example/from"));
        assertThat(answer.header("Location")).startsWith("https://herald.example/from?comment=pending#");
        assertThat(postForm("herald", with(with(fields, "body", "2"), "returnTo", "https://evil.example/"))
                        .header("Location"))
                .startsWith("https://herald.example/?comment=pending#");
        assertThat(Postgres.value("SELECT url FROM article")).isEqualTo("null");
    }

    @Test
    void semicolonInAFieldIsKept() {
        send(
                "POST",
                "/sites/herald/comments",
                "name=A&email=a%40example.org&article=a&body=one; two;three=3",
                "Content-Type",
                FORM);

        assertThat(Postgres.value("SELECT body FROM comment")).isEqualTo("one; two;three=3");
    }

    @Test
    void wordPressFieldNamesAreAccepted() {
        Answer answer = postForm(
                "demo",
                Map.of(
                        "author", "Layla",
                        "email", "layla@example.org",
                        "url", "https://layla.example",
                        "comment", "Lovely.",
                        "comment_post_ID", "42",
                        "comment_parent", "0",
                        "submit", "Post Comment"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(Postgres.query("SELECT name, body, article, status FROM comment"))
                .containsExactly(List.of("Layla", "Lovely.", "42", "PENDING"));
    }

    @ParameterizedTest
    @CsvSource({
        "demo, '', rtl, ar, من فضلك اكتب اسمك.",
        "herald, '', ltr, en, Please enter your name.",
        "demo, en, rtl, ar, من فضلك اكتب اسمك."
    })
    void invalidFormIsShownAgainWithEverythingTyped(
            String site, String accepted, String direction, String language, String violation) {
        Map<String, String> fields = Map.of(
                "name", " ",
                "email", "not <an> \"address\"",
                "body", "</textarea><script>alert(1)</script>\n& «نص»",
                "article", "x\"><img src=x>");

        Answer answer =
                accepted.isEmpty() ? postForm(site, fields) : postForm(site, fields, "Accept-Language", accepted);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self' https://" + site + ".example")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">")
                .contains(violation)
                .contains("aria-describedby=\"mizan-name-fault\" aria-invalid=\"true\"")
                .doesNotContain("aria-describedby=\"mizan-body-fault\"")
                .contains("value=\"not &lt;an> &#34;address&#34;\"")
                .contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n&amp; «نص»</textarea>")
                .doesNotContain("<script")
                .doesNotContain("<img");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @Test
    void formThatIsSentTwiceLeadsToTheFirstComment() {
        Answer first = postForm("herald", FIELDS);

        Answer second = postForm("herald", FIELDS);

        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void malformedParentIdIsAViolation() {
        Answer answer = postForm("herald", with(FIELDS, "comment_parent", "17"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("The comment you're replying to is no longer there.");
    }

    @Test
    void formCanBeSentFromTheServicesOwnPage() {
        assertThat(postForm("herald", FIELDS, "Origin", "http://localhost:" + port())
                        .status())
                .isEqualTo(303);
        assertThat(postForm("herald", with(FIELDS, "body", "2"), "Origin", "https://evil.example")
                        .problem())
                .isEqualTo("403 application/problem+json /problems/origin-not-allowed");
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private static Answer postForm(String site, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = FORM;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("POST", "/sites/" + site + "/comments", body, all);
    }

    @Test
    void formCanLeadToThePageOfItsReceipt() {
        Answer answer = postForm("herald", with(FIELDS, "receipt", "page"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).matches("/receipts/[0-9a-f]{32}\\?lang=en&article=https.*");
        assertThat(get(answer.header("Location")).body())
                .contains("Thank you.", "Awaiting moderation", "Withdraw the comment")
                .contains("href=\"https://herald.example/a?x=1&amp;comment=pending#comment-");
        String foreign = answer.header("Location").replaceAll("article=.*", "article=https://evil.example/");
        assertThat(get(foreign).body()).doesNotContain("evil");
    }

    @Test
    void formOfAPageWithoutReferrerIsAccepted() {
        assertThat(postForm("herald", FIELDS, "Origin", "null").status()).isEqualTo(303);
        assertThat(post("/api/v1/sites/herald/comments", Sample.submission(), "Origin", "null")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1256", "iso-8859-6", "UTF-8"})
    void charsetOfTheFormIsHonoured(String charset) {
        byte[] declared = encode("شكرًا", charset);
        byte[] named = encode("شكرًا لكم", charset);

        Answer byHeader = send("POST", FORM_PATH, declared, "Content-Type", FORM + ";charset=\"" + charset + "\"");
        Answer byField = send("POST", FORM_PATH, append(named, "&_charset_=" + charset), "Content-Type", FORM);

        assertThat(byHeader.status()).isEqualTo(303);
        assertThat(byField.status()).isEqualTo(303);
        assertThat(Postgres.query("SELECT body FROM comment ORDER BY body"))
                .containsExactly(List.of("شكرًا"), List.of("شكرًا لكم"));
    }

    @Test
    void characterThatTheCharsetLacksIsReadBack() {
        byte[] form = append(encode("&#128077; &#8364;", "windows-1256"), "&_charset_=windows-1256");

        assertThat(send("POST", FORM_PATH, form, "Content-Type", FORM).status()).isEqualTo(303);
        // The charset has the euro sign, so its reference was typed.
        assertThat(Postgres.value("SELECT body FROM comment")).isEqualTo("👍 &#8364;");
    }

    private static byte[] encode(String text, String charset) {
        String encoded = URLEncoder.encode(text, Charset.forName(charset));
        return ("name=" + URLEncoder.encode("A", Charset.forName(charset)) + "&email="
                        + URLEncoder.encode("a@example.org", Charset.forName(charset)) + "&article="
                        + URLEncoder.encode("x", Charset.forName(charset)) + "&body=" + encoded)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] append(byte[] form, String rest) {
        return (new String(form, StandardCharsets.US_ASCII) + rest).getBytes(StandardCharsets.US_ASCII);
    }
}
