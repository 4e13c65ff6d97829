package mizan.screening.match;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.text.FoldedText;
import mizan.text.HamzaSeats;
import mizan.text.TextSpan;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;

/**
 * Words and phrases to find in texts in one pass (Aho–Corasick), in any spelling. An Arabic word is also found after the
 * particles and the article that are written with it. A term that ends with an asterisk is found with any ending.
 */
public final class WordList {

    public static final WordList EMPTY = new WordList(List.of());

    /** And, so; with, as, for; the article. Each part may be missing. */
    private static final Set<String> PARTICLES = particles();

    private static final int MIN_ARABIC = 3;

    /** The length of the longest particles: and, with, the article. */
    private static final int MAX_PARTICLES = 4;

    /** Further places are left out: a hostile text may have thousands. */
    private static final int MAX_HITS = 100;

    private final int size;
    private final PayloadTrie<Term> terms;
    private final PayloadTrie<Term> termsWithoutRepetition;

    private WordList(Collection<String> written) {
        Map<String, Term> byText = new HashMap<>();
        Map<String, Term> once = new HashMap<>();
        for (String line : written) {
            boolean takesEndings = line.endsWith("*");
            String word = (takesEndings ? line.substring(0, line.length() - 1) : line).strip();
            Term term = new Term(word, takesEndings);
            for (String spelling : List.of(word, HamzaSeats.swap(word))) {
                FoldedText folded = FoldedText.of(spelling);
                if (!folded.value().isBlank()) {
                    byText.put(folded.value(), term);
                    once.put(folded.withoutRepetition().value(), term);
                }
            }
        }
        size = written.size();
        terms = trie(byText);
        termsWithoutRepetition = trie(once);
    }

    /** @param terms one word or phrase each */
    public static WordList of(Collection<String> terms) {
        return new WordList(terms);
    }

    private static PayloadTrie<Term> trie(Map<String, Term> terms) {
        PayloadTrie.PayloadTrieBuilder<Term> builder = PayloadTrie.builder();
        terms.forEach(builder::addKeyword);
        return builder.build();
    }

    private static Set<String> particles() {
        Set<String> particles = new HashSet<>();
        for (String and : List.of("", "و", "ف")) {
            for (String rest : List.of("", "ب", "ك", "ل", "ال", "بال", "كال", "لل")) {
                particles.add(and + rest);
            }
        }
        return Set.copyOf(particles);
    }

    /** The number of words and phrases. */
    public int size() {
        return size;
    }

    /** The terms in a text, in the order of their places. */
    public List<Hit> find(FoldedText text) {
        if (size == 0) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>(find(terms, text));
        if (text.isElongated(0, text.length())) {
            Set<TextSpan> known = hits.stream().map(Hit::span).collect(toSet());
            find(termsWithoutRepetition, text.withoutRepetition()).stream()
                    .filter(hit -> !known.contains(hit.span()) && isElongated(text, hit.span()))
                    .forEach(hits::add);
        }
        hits.sort(Comparator.comparingInt(hit -> hit.span().from()));
        return List.copyOf(hits);
    }

    private static boolean isElongated(FoldedText text, TextSpan span) {
        int from = text.foldedAt(span.from());
        int to = text.foldedAt(span.to());
        return text.isElongated(from, to);
    }

    private static List<Hit> find(PayloadTrie<Term> trie, FoldedText text) {
        List<Hit> hits = new ArrayList<>();
        for (PayloadEmit<Term> emit : trie.parseText(text.value())) {
            int from = emit.getStart();
            int to = emit.getEnd() + 1;
            Term term = emit.getPayload();
            if ((term.takesEndings() || text.isBoundary(to)) && startsWord(text, from, to)) {
                hits.add(new Hit(term.text(), text.typed(from, to)));
            }
            if (hits.size() == MAX_HITS) {
                break;
            }
        }
        return hits;
    }

    private static boolean startsWord(FoldedText text, int from, int to) {
        if (text.isBoundary(from)) {
            return true;
        }
        if (to - from < MIN_ARABIC || !isArabic(text.value().charAt(from))) {
            return false;
        }
        for (int start = from - 1; start >= Math.max(0, from - MAX_PARTICLES); start--) {
            if (text.isBoundary(start)) {
                return PARTICLES.contains(text.value().substring(start, from));
            }
        }
        return false;
    }

    private static boolean isArabic(char letter) {
        return letter >= '\u0600' && letter <= '\u06FF';
    }

    private record Term(String text, boolean takesEndings) {}

    /** A term in a text. */
    public record Hit(String term, TextSpan span) {}
}
