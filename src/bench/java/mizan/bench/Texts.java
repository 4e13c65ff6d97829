package mizan.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mizan.text.SearchLexemes;

/**
 * What readers could have written, two thirds of it in Arabic, with the words that the service would find it by. A comment
 * has one to five sentences of a pool, so hardly two are alike: 140 characters on average, a few have 800.
 */
final class Texts {

    /** In five comments, however many there are. */
    static final String RARE = "زعفرانية";

    /** In one comment of a thousand. */
    static final String SELDOM = "ياسمينة";

    /** In about every second Arabic one. */
    static final String COMMON = "في";

    private static final int SENTENCES = 8_000;
    private static final int NAMES = 500;
    private static final int FEWEST_WORDS = 4;
    private static final int MOST_WORDS = 20;
    private static final int MOST_SENTENCES = 5;
    private static final double ONE_MORE = 0.45;

    private static final String[] GIVEN = {
        "ليلى", "أحمد", "فاطمة", "محمد", "نور", "خالد", "سارة", "يوسف", "هدى", "عمر", "Anna", "James", "Maria", "Omar",
        "Lina"
    };
    private static final String[] FAMILY = {
        "الحسن", "المصري", "الخطيب", "حداد", "منصور", "الشامي", "بن علي", "Smith", "Haddad", "Miller", "Khan", "Rossi"
    };

    private final List<Piece> arabic;
    private final List<Piece> english;
    private final List<Piece> names;

    Texts() {
        SplittableRandom random = new SplittableRandom(SENTENCES);
        this.arabic = sentences(Vocabulary.ARABIC, random);
        this.english = sentences(Vocabulary.ENGLISH, random);
        this.names = IntStream.range(0, NAMES)
                .mapToObj(_ ->
                        Piece.of(GIVEN[random.nextInt(GIVEN.length)] + " " + FAMILY[random.nextInt(FAMILY.length)]))
                .toList();
    }

    private static List<Piece> sentences(Vocabulary vocabulary, SplittableRandom random) {
        return IntStream.range(0, SENTENCES)
                .mapToObj(_ -> Piece.of(IntStream.range(0, random.nextInt(FEWEST_WORDS, MOST_WORDS))
                                .mapToObj(_ -> vocabulary.word(random))
                                .reduce((left, right) -> left + " " + right)
                                .orElseThrow()
                        + "."))
                .toList();
    }

    /**
     * A comment.
     *
     * @param extra a word to put in, or an empty text
     */
    Draft draft(SplittableRandom random, String extra) {
        List<Piece> sentences = random.nextInt(3) < 2 ? arabic : english;
        Piece name = pick(names, random);
        StringBuilder body = new StringBuilder();
        StringBuilder lexemes = new StringBuilder(name.lexemes());
        int count = 0;
        do {
            Piece sentence = pick(sentences, random);
            body.append(count == 0 ? "" : " ").append(sentence.text());
            lexemes.append(' ').append(sentence.lexemes());
            count++;
        } while (count < MOST_SENTENCES && random.nextDouble() < ONE_MORE);
        if (!extra.isEmpty()) {
            body.append(' ').append(extra);
            lexemes.append(' ').append(SearchLexemes.tsVector(extra));
        }
        return new Draft(name.text(), body.toString(), lexemes.toString());
    }

    private static Piece pick(List<Piece> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    /**
     * A comment's text.
     *
     * @param lexemes the words of both, as a tsvector's input
     */
    record Draft(String name, String body, String lexemes) {}

    private record Piece(String text, String lexemes) {

        static Piece of(String text) {
            return new Piece(text, SearchLexemes.tsVector(text));
        }
    }
}
