package mizan.benchmark.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mizan.text.SearchLexemes;

/**
 * Generates comment texts with their search lexemes; two thirds of them are Arabic. A comment has one to five sentences
 * of a pool: 140 characters on average, up to about 800. Identical texts are rare.
 */
public final class TextGenerator {

    /** A word that occurs in five comments of every data set. */
    public static final String RARE = "زعفرانية";

    /** A word that occurs in one of a thousand comments. */
    public static final String OCCASIONAL = "ياسمينة";

    /** A word that occurs in about every second Arabic comment. */
    public static final String COMMON = "في";

    private static final int SENTENCES = 8_000;
    private static final int NAMES = 500;
    private static final int MIN_WORDS = 4;
    private static final int MAX_WORDS = 20;
    private static final int MAX_SENTENCES = 5;
    private static final double ANOTHER_SENTENCE = 0.45;

    private static final String[] GIVEN_NAMES = {
        "ليلى", "أحمد", "فاطمة", "محمد", "نور", "خالد", "سارة", "يوسف", "هدى", "عمر", "Anna", "James", "Maria", "Omar",
        "Lina"
    };
    private static final String[] FAMILY_NAMES = {
        "الحسن", "المصري", "الخطيب", "حداد", "منصور", "الشامي", "بن علي", "Smith", "Haddad", "Miller", "Khan", "Rossi"
    };

    private final List<Text> arabic;
    private final List<Text> english;
    private final List<Text> names;

    public TextGenerator() {
        SplittableRandom random = new SplittableRandom(SENTENCES);
        this.arabic = sentences(Vocabulary.ARABIC, random);
        this.english = sentences(Vocabulary.ENGLISH, random);
        this.names = IntStream.range(0, NAMES)
                .mapToObj(_ -> Text.of(GIVEN_NAMES[random.nextInt(GIVEN_NAMES.length)] + " "
                        + FAMILY_NAMES[random.nextInt(FAMILY_NAMES.length)]))
                .toList();
    }

    private static List<Text> sentences(Vocabulary vocabulary, SplittableRandom random) {
        return IntStream.range(0, SENTENCES)
                .mapToObj(_ -> Text.of(IntStream.range(0, random.nextInt(MIN_WORDS, MAX_WORDS))
                                .mapToObj(_ -> vocabulary.word(random))
                                .reduce((left, right) -> left + " " + right)
                                .orElseThrow()
                        + "."))
                .toList();
    }

    /**
     * Generates a comment.
     *
     * @param extra a word to append, or an empty text
     */
    public Draft draft(SplittableRandom random, String extra) {
        List<Text> sentences = random.nextInt(3) < 2 ? arabic : english;
        Text name = pick(names, random);
        StringBuilder body = new StringBuilder();
        StringBuilder lexemes = new StringBuilder(name.lexemes());
        int count = 0;
        do {
            Text sentence = pick(sentences, random);
            body.append(count == 0 ? "" : " ").append(sentence.text());
            lexemes.append(' ').append(sentence.lexemes());
            count++;
        } while (count < MAX_SENTENCES && random.nextDouble() < ANOTHER_SENTENCE);
        if (!extra.isEmpty()) {
            body.append(' ').append(extra);
            lexemes.append(' ').append(SearchLexemes.tsVector(extra));
        }
        return new Draft(name.text(), body.toString(), lexemes.toString());
    }

    private static Text pick(List<Text> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    /**
     * The text of a comment.
     *
     * @param lexemes the lexemes of name and body, in the input format of tsvector
     */
    public record Draft(String name, String body, String lexemes) {}

    private record Text(String text, String lexemes) {

        static Text of(String text) {
            return new Text(text, SearchLexemes.tsVector(text));
        }
    }
}
