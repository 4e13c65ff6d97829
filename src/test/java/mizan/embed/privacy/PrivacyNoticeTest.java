package mizan.embed.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The privacy notice: complete with regard to the schema, and with the periods of the site. */
class PrivacyNoticeTest extends ServiceTest {

    private static final Path PAGE = Path.of("src/docs/privacy.md");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ((?:`\\w+`(?:, )?)+) \\| `(\\w+)` \\|$");
    private static final Pattern ITEM = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^`|]+\\|");

    @Test
    void everyColumnOfTheSchemaHasAnItem() throws IOException {
        TreeMap<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            for (String column : row.group(2).split(", ", -1)) {
                String name = row.group(1) + "." + column.replace("`", "");
                assertThat(documented.put(name, row.group(3))).as(name).isNull();
            }
        }

        assertThat(documented.keySet())
                .containsExactlyElementsOf(Postgres.query("""
                                SELECT table_name || '.' || column_name
                                  FROM information_schema.columns
                                  JOIN information_schema.tables USING (table_schema, table_name)
                                 WHERE table_schema = 'public'
                                   AND table_type = 'BASE TABLE'
                                   AND table_name <> 'flyway_schema_history'
                                """).stream()
                        .map(List::getFirst)
                        .sorted()
                        .toList());
        Set<String> items = new TreeSet<>(documented.values());
        assertThat(ITEM.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)))
                .hasSameElementsAs(items);
        // The items for readers are on the page.
        items.removeAll(Set.of("none", "staff"));
        assertThat(items)
                .isEqualTo(new TreeSet<>(Arrays.stream(PrivacyNotice.Item.values())
                        .map(PrivacyNotice.Item::key)
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "herald, '', en, ltr, 90 days, 30 days, 24 months after the decision, 24 hours",
        "gazette, '', ar, rtl, 90 يومًا, 30 يومًا, مع تعليق منشور: إلى أن تسحبه, 24 ساعة",
        "demo, ar-u-nu-arab, ar, rtl, ٩٠ يومًا, ٣٠ يومًا, مع تعليق منشور: إلى أن تسحبه, ٢٤ ساعة",
        "demo, en, en, ltr, 90 days, 30 days, until you withdraw it, 24 hours",
        "demo, fr, fr, ltr, 90 jours, 30 jours, jusqu’à ce que vous le retiriez, 24 heures",
        "demo, tr, tr, ltr, 90 gün, 30 gün, siz geri çekene kadar, 24 saat",
        "demo, he, he, rtl, 90 ימים, 30 ימים, עד למשיכתה, 24 שעות",
        "demo, fa, fa, rtl, ۹۰ روز, ۳۰ روز, تا وقتی آن را پس بگیرید, ۲۴ ساعت",
        "demo, ur, ur, rtl, 90 دن, 30 دن, جب تک آپ اسے واپس نہ لیں, 24 گھنٹے"
    })
    void noticeNamesThePeriodsOfTheSite(
            String site,
            String lang,
            String language,
            String direction,
            String rejected,
            String client,
            String approved,
            String keys) {
        Answer page = get("/privacy?site=" + site + (lang.isEmpty() ? "" : "&lang=" + lang), "Accept", "text/html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("lang=\"" + language + "\" dir=\"" + direction + "\"", rejected, client, approved, keys)
                .doesNotContain("{", "''");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'");
    }

    @Test
    void noticeOfAllSitesNamesThePeriodOfEachIfTheyDiffer() {
        assertThat(get("/privacy", "Accept-Language", "en").body())
                .contains("herald: With a published comment: 24 months after the decision")
                .contains("demo: With a published comment: until you withdraw it")
                .doesNotContain("herald: 30 days");
    }

    @Test
    void unknownSiteIsNotFound() {
        assertThat(get("/privacy?site=nowhere").status()).isEqualTo(404);
    }

    @Test
    void formsLinkToTheNoticeOrToThatOfThePublisher() {
        assertThat(get("/sites/herald/comments.html?article=a").body())
                .contains("href=\"/privacy?site=herald&amp;lang=en\"")
                .contains(">Privacy notice</a>");
        assertThat(get("/embed/herald/words.js").body()).doesNotContain("privacyNotice");
        assertThat(get("/sites/gazette/comments.html?article=a").body())
                .contains("href=\"https://gazette.example/privacy\"");
        assertThat(get("/embed/gazette/words.js").body())
                .contains("\"privacyNotice\":\"https://gazette.example/privacy\"");
    }

    @Test
    void everyLanguageHasEveryMessage() {
        MessageBundle bundle = new MessageBundle("mizan.privacy");

        assertThat(Languages.SUPPORTED)
                .allSatisfy(language -> assertThat(bundle.keys(language)).isEqualTo(bundle.keys(Locale.ENGLISH)));
    }
}
