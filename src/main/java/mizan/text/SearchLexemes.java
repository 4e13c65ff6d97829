package mizan.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words that a text is found by: its words in UAX 29's sense (of Chinese, Japanese, Thai and their like by ICU's
 * dictionaries), folded, in Arabic without the article. Both sides of a search are made here, so that they agree.
 */
public final class SearchLexemes {

    /** As many code points of a word are looked at: no language has longer ones, but hostile text does. */
    private static final int MAX_CODE_POINTS = 64;

    /** From so many on, a word is also found by its beginning. */
    private static final int MIN_PREFIX = 3;

    /** So many words of a query are looked at. */
    private static final int MAX_QUERY_WORDS = 16;

    /** What Arabic writes together with the article: «and the», «so the», «with the», «as the», «for the». */
    private static final List<String> ARTICLES = List.of("وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال");

    /** «And», «so», «with», «as», «for»: one letter that may also belong to the word. */
    private static final String PARTICLES = "وفبكل";

    private static final int MIN_STEM = 3;

    private SearchLexemes() {}

    /** Under which words texts are kept. Where the first letter may be a particle, also the word without it. */
    static Set<String> of(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        Stream.of(texts).map(SearchLexemes::split).flatMap(List::stream).forEach(word -> {
            words.add(word);
            if (PARTICLES.indexOf(word.charAt(0)) >= 0 && word.length() > MIN_STEM) {
                words.add(word.substring(1));
            }
        });
        return words;
    }

    /** The same as a PostgreSQL {@code tsvector}. */
    public static String tsVector(String... texts) {
        return String.join(" ", of(texts).stream().map(SearchLexemes::quoted).toList());
    }

    /**
     * What a person looks for, as a PostgreSQL {@code tsquery}: all of the words, those of three letters and more also
     * as beginnings. Empty if there is no word in it, which then finds nothing.
     */
    public static String tsQuery(String typed) {
        return String.join(
                " & ",
                split(typed).stream()
                        .distinct()
                        .limit(MAX_QUERY_WORDS)
                        .map(word -> quoted(word) + (word.codePointCount(0, word.length()) < MIN_PREFIX ? "" : ":*"))
                        .toList());
    }

    private static List<String> split(String text) {
        String folded = ArabicFold.fold(text);
        BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);
        boundaries.setText(folded);
        List<String> words = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; start = end, end = boundaries.next()) {
            if (boundaries.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                words.add(withoutArticle(shortened(folded.substring(start, end))));
            }
        }
        return words;
    }

    private static String shortened(String word) {
        return word.codePointCount(0, word.length()) <= MAX_CODE_POINTS
                ? word
                : word.substring(0, word.offsetByCodePoints(0, MAX_CODE_POINTS));
    }

    private static String withoutArticle(String word) {
        return ARTICLES.stream()
                .filter(article -> word.startsWith(article) && word.length() >= article.length() + MIN_STEM)
                .findFirst()
                .map(article -> word.substring(article.length()))
                .orElse(word);
    }

    // A lexeme in quotation marks, in which only they and the backslash have to be doubled.
    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
