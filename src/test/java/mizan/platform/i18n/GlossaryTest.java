package mizan.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of the console and of the readers' pages use one term for each notion in each language. */
class GlossaryTest {

    private static final Path MESSAGES = Path.of("src/main/resources/mizan");

    /**
     * A notion.
     *
     * @param term how the texts call it
     * @param others what they must not call it, as a regular expression
     */
    private record Notion(String term, String others) {}

    private static final List<Notion> ENGLISH = List.of(
            new Notion("e-mail", "\\be?mails?\\b(?<!e-mail)(?<!e-mails)"),
            new Notion("sign in, sign out", "\\blog(ged|ging)?[ -](in|out|on|off)\\b"),
            new Notion("flag", "\\bfindings?\\b"),
            new Notion("undo", "\\b(take|takes|taken|took) back\\b"),
            new Notion("release, in review, assigned", "\\blet go\\b|\\bheld by\\b|\\byou hold\\b"),
            new Notion("moderator", "\\b(reviewer|somebody|whoever)\\b"),
            new Notion("password", "\\bpass ?(code|phrase)\\b"),
            new Notion("article", "\\b(blog )?posts?\\b(?= (key|address|title))"));

    private static final List<Notion> ARABIC = List.of(
            new Notion("حرف، رمز", "محرف|محارف"),
            new Notion("قيد المراجعة، مُسند", "بين يدي"),
            new Notion("تحديد", "اختير |اختيرت|الاختيار\\b"),
            new Notion("تنبيه", "لماذا أُوقف"),
            new Notion("إعلان", "دعاية"),
            new Notion("تراجع", "أُعيد: "),
            new Notion("إدخال (في السجل)", "قيود"),
            new Notion("علامة تبويب", "(?<!علامة )تبويب"),
            new Notion("كلمة المرور", "كلمة السر|باسوورد"),
            new Notion("البريد الإلكتروني", "إيميل|ايميل"),
            new Notion("تحديث مباشر", "التحديث الحي"));

    private static final Map<String, List<Notion>> OTHERS = Map.of(
            "fr",
                    List.of(
                            new Notion("modération", "attend un modérateur"),
                            new Notion("(without gender)", "vous seul ")),
            "tr", List.of(new Notion("moderatör", "denetmen"), new Notion("yazı", "makale")),
            "fa",
                    List.of(
                            new Notion("ایمیل", "رایانامه"),
                            new Notion("ناظر", "مدیران این"),
                            new Notion("نوشته", "مقاله"),
                            new Notion("بارگذاری", "بارگیری|بارش کنید"),
                            new Notion("فرستادن", "ارسال")),
            "he", List.of(new Notion("אימייל", "דוא[\"״]ל"), new Notion("התגובה שלך", "תגובתך")),
            "ur", List.of(new Notion("ناظم", "نگران|منتظمین اس"), new Notion("پتہ", "پتا")));

    @ParameterizedTest
    @CsvSource({
        "messages, fr",
        "messages, tr",
        "messages, fa",
        "messages, he",
        "messages, ur",
        "privacy, fr",
        "privacy, tr",
        "privacy, fa",
        "privacy, he",
        "privacy, ur",
        "console, en",
        "messages, en",
        "privacy, en",
        "console, ar",
        "messages, ar",
        "privacy, ar"
    })
    void textsUseTheTermsOfTheGlossary(String bundle, String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(
                MESSAGES.resolve(bundle + "_" + language + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }

        Stream<String> violations = notions(language).stream().flatMap(notion -> {
            Pattern others =
                    Pattern.compile(notion.others(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
            return texts.stringPropertyNames().stream()
                    .filter(key -> others.matcher(texts.getProperty(key)).find())
                    .map(key -> key + "=" + texts.getProperty(key) + " – write: " + notion.term());
        });

        assertThat(violations).isEmpty();
    }

    private static List<Notion> notions(String language) {
        return switch (language) {
            case "en" -> ENGLISH;
            case "ar" -> ARABIC;
            default -> Objects.requireNonNull(OTHERS.get(language));
        };
    }
}
