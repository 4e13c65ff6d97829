package mizan.text;

import static java.util.stream.Collectors.joining;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lexemes for full-text search: the folded words of a text, in Arabic without the article. Words are segmented by UAX
 * 29, and by ICU's dictionaries for Chinese, Japanese, Thai and similar scripts. Stored texts and queries both get
 * their lexemes here, so that they match. A stored word also has lexemes for other spellings: its parts, if an apostrophe or
 * a zero-width non-joiner may divide it, and the other seat of a hamza.
 */
public final class SearchLexemes {

    /** Longer words are cut. No language has longer ones, but hostile text may. */
    private static final int MAX_CODE_POINTS = 64;

    /** Words of this length and longer also match as prefixes. */
    private static final int MIN_PREFIX = 3;

    /** A term of a query: a hyphen, then a phrase in quotation marks or a word. */
    private static final Pattern TERM = Pattern.compile(
            "((?<!\\S)-)?(?:[\"\u201C\u00AB]([^\"\u201D\u00BB]*)[\"\u201D\u00BB]?|([^\\s\"\u201C\u201D\u00AB\u00BB]+))");

    /** Further words of a query are ignored. */
    private static final int MAX_QUERY_WORDS = 16;

    /** The Arabic article, alone and after the particles written with it: and, so, with, as, for. */
    private static final List<String> ARTICLES = List.of("وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال");

    /** Arabic one-letter particles: and, so, with, as, for. The letter may also belong to the word. */
    private static final String PARTICLES = "وفبكل";

    private static final int MIN_STEM = 3;

    private static final char DIVIDER = '\'';

    private static final Pattern DIVIDERS = Pattern.compile("'");

    private SearchLexemes() {}

    /** The lexemes of texts. If the first letter of a word may be a particle, the word without it is added. */
    static Set<String> of(String... texts) {
        return positions(texts).keySet();
    }

    /** The lexemes of texts with their positions, as a PostgreSQL {@code tsvector} literal. */
    public static String tsVector(String... texts) {
        return positions(texts).entrySet().stream()
                .map(entry -> quote(entry.getKey()) + ":"
                        + String.join(
                                ",",
                                entry.getValue().stream().map(String::valueOf).toList()))
                .collect(joining(" "));
    }

    /**
     * A search as a PostgreSQL {@code tsquery} literal. All words must match; words of three letters or more also match
     * as prefixes. Words in quotation marks match as they stand, one after the other. A word or phrase after a hyphen must
     * not match. If there is no word that must match, the query is empty and matches nothing.
     */
    public static String tsQuery(String search) {
        Set<String> required = new LinkedHashSet<>();
        Set<String> excluded = new LinkedHashSet<>();
        TERM.matcher(WordDividers.toApostrophes(search)).results().forEach(term -> {
            boolean isExcluded = term.group(1) != null;
            List<String> words = split(term.group(2) == null ? term.group(3) : term.group(2)).stream()
                    .map(SearchLexemes::joined)
                    .toList();
            if (words.isEmpty()) {
                return;
            }
            String phrase = words.stream().map(SearchLexemes::quote).collect(joining(" <-> "));
            if (isExcluded) {
                excluded.add("!(" + phrase + ")");
            } else if (term.group(2) != null) {
                required.add(phrase);
            } else {
                words.forEach(word ->
                        required.add(quote(word) + (word.codePointCount(0, word.length()) < MIN_PREFIX ? "" : ":*")));
            }
        });
        return required.isEmpty()
                ? ""
                : Stream.concat(required.stream(), excluded.stream())
                        .limit(MAX_QUERY_WORDS)
                        .collect(joining(" & "));
    }

    /** The places of a text that a search finds, as offsets [from, to) of whole words. Excluded words are not found. */
    public static List<List<Integer>> hits(String text, String search) {
        Set<String> words = new LinkedHashSet<>();
        TERM.matcher(search)
                .results()
                .filter(term -> term.group(1) == null)
                .forEach(term -> words.addAll(split(term.group(2) == null ? term.group(3) : term.group(2))));
        BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);
        boundaries.setText(text);
        List<List<Integer>> hits = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; start = end, end = boundaries.next()) {
            if (positions(text.substring(start, end)).keySet().stream().anyMatch(lexeme -> isHit(lexeme, words))) {
                hits.add(List.of(start, end));
            }
        }
        return hits;
    }

    private static boolean isHit(String lexeme, Set<String> words) {
        return words.stream()
                .anyMatch(word -> word.codePointCount(0, word.length()) < MIN_PREFIX
                        ? lexeme.equals(word)
                        : lexeme.startsWith(word));
    }

    // A gap between the texts, so that no phrase matches the end of one and the start of the next.
    private static Map<String, List<Integer>> positions(String... texts) {
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        int position = 0;
        for (String text : texts) {
            List<String> words = split(text);
            List<String> swapped = HamzaSeats.hasSeat(text) ? split(HamzaSeats.swap(text)) : words;
            for (int i = 0; i < words.size(); i++) {
                position++;
                String word = words.get(i);
                for (String lexeme : spellings(word, swapped.size() == words.size() ? swapped.get(i) : word)) {
                    positions.computeIfAbsent(lexeme, _ -> new ArrayList<>()).add(position);
                }
            }
            position++;
        }
        return positions;
    }

    /** The lexemes of one word. */
    private static Set<String> spellings(String word, String otherSeat) {
        Set<String> lexemes = new LinkedHashSet<>();
        for (String spelling : List.of(joined(word), joined(otherSeat))) {
            lexemes.add(spelling);
            if (PARTICLES.indexOf(spelling.charAt(0)) >= 0 && spelling.length() > MIN_STEM) {
                lexemes.add(spelling.substring(1));
            }
        }
        if (word.indexOf(DIVIDER) > 0) {
            DIVIDERS.splitAsStream(word)
                    .filter(part -> !part.isEmpty())
                    .map(SearchLexemes::stripArticle)
                    .forEach(lexemes::add);
        }
        return lexemes;
    }

    private static String joined(String word) {
        String joined = word.replace("'", "");
        return joined.isEmpty() ? word : joined;
    }

    private static List<String> split(String text) {
        String folded = ArabicFold.fold(WordDividers.toApostrophes(text));
        BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);
        boundaries.setText(folded);
        List<String> words = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; start = end, end = boundaries.next()) {
            if (boundaries.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                words.add(stripArticle(truncate(folded.substring(start, end))));
            }
        }
        return words;
    }

    private static String truncate(String word) {
        return word.codePointCount(0, word.length()) <= MAX_CODE_POINTS
                ? word
                : word.substring(0, word.offsetByCodePoints(0, MAX_CODE_POINTS));
    }

    private static String stripArticle(String word) {
        return ARTICLES.stream()
                .filter(article -> word.startsWith(article) && word.length() >= article.length() + MIN_STEM)
                .findFirst()
                .map(article -> word.substring(article.length()))
                .orElse(word);
    }

    // A quoted lexeme, in which only quotation marks and backslashes are doubled.
    private static String quote(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
