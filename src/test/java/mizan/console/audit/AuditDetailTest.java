package mizan.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditDetailTest {

    private static final LocalizedMessages ENGLISH = new MessageBundle("mizan.console").in(Locale.ENGLISH);
    private static final LocalizedMessages ARABIC = new MessageBundle("mizan.console").in(Locale.of("ar"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMMENT_REJECTED | HATE | Hate speech
            MODERATOR_ADDED | ada; roles: ADMIN, MODERATOR; sites: none | ada · Roles: Admin, Moderator · Sites: none
            MODERATOR_CHANGED | ada; roles: PRIVACY; sites: a, b | ada · Roles: Privacy officer · Sites: a, b
            ARTICLE_CHANGED | site: demo; article: a b; comments: CLOSED; slow mode: on; title: A; b | Site: demo · Article: a b · Comments: closed · Slow mode: on · Title: A; b
            ARTICLE_CHANGED | site: demo; article: a; url: https://demo.example/a | Site: demo · Article: a · URL: https://demo.example/a
            AUTHOR_BLOCKED | demo | Site: demo
            BLOCK_LIFTED | demo CLIENT | Site: demo · Blocked by: Network
            RETENTION_APPLIED | demo rejected 1, herald client 20 | demo: rejected comments: 1 · herald: networks: 20
            KEYS_RESEALED | 12 changed | Values: 12
            KEY_RETIRED | email 123 | Keyset: e-mail addresses · Key: 123
            PERSONAL_DATA_EXPORTED | comments: 2 | Comments: 2
            PERSONAL_DATA_ERASED | comments: 4, texts kept: 1 | Comments: 4 · Texts kept: 1
            PERSONAL_DATA_ERASED | blocks: 2 | Blocks: 2
            SITE_EXPORTED | site: demo; format: csv; addresses: sealed | Site: demo · Format: Spreadsheet (CSV) · E-mail addresses: encrypted
            COMMENTS_IMPORTED | demo wordpress 0199 | Site: demo · Format: WordPress · Import: 0199
            SCORER_KEY_ADDED | 0199 demo My key | Key: 0199 · Site: demo · Name: My key
            WEBHOOK_ADDED | 0199 demo https://hooks.example | Webhook: 0199 · Site: demo · Address: https://hooks.example
            WEBHOOK_DELETED | 0199 | Webhook: 0199
            WEBHOOK_SECRET_ROTATED | 0199 | Webhook: 0199
            WEBHOOK_REDELIVERED | 0199 12 | Webhook: 0199 · Events: 12
            SCREENING_RULES_CHANGED | demo 3 links=20 max-links=5 | Site: demo · Version: 3 · Settings: Many links 20, Most links 5
            """)
    void detailIsTranslated(String action, String detail, String text) {
        assertThat(translate(ENGLISH, action, detail)).isEqualTo(text);
        assertThat(translate(ARABIC, action, detail)).isNotEqualTo(text).isNotEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({"EMAIL_REVEALED, court order 12", "RETENTION_APPLIED, something else", "UNKNOWN_ACTION, demo"})
    void otherTextsStayAsTheyAre(String action, String detail) {
        assertThat(AuditDetail.translate(ENGLISH, action, detail)).isEmpty();
    }

    private static String translate(LocalizedMessages messages, String action, String detail) {
        return AuditDetail.translate(messages, action, detail).orElseThrow().replaceAll("[\u2066-\u2069]", "");
    }
}
