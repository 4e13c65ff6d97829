package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The Canonical Ordering Algorithm (Unicode §3.11, D109) for runs of combining marks of any length. ICU's normalizer
 * needs quadratic time for long runs: a quarter of a second for 64 KiB of marks, and a request may contain more.
 */
final class CanonicalOrdering {

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private final StringBuilder ordered = new StringBuilder();
    private final List<Integer> marks = new ArrayList<>();

    private CanonicalOrdering() {}

    /** A canonically equivalent text with decomposed marks in canonical order. */
    static String of(String text) {
        CanonicalOrdering ordering = new CanonicalOrdering();
        text.codePoints().forEach(ordering::add);
        ordering.endRun();
        return ordering.ordered.toString();
    }

    private void add(int codePoint) {
        // The lead class: a few marks have class 0, but decompose into marks with another class.
        if (UCharacter.getIntPropertyValue(codePoint, UProperty.LEAD_CANONICAL_COMBINING_CLASS) == 0) {
            endRun();
            ordered.appendCodePoint(codePoint);
            return;
        }
        String decomposition = NFC.getDecomposition(codePoint);
        if (decomposition == null) {
            marks.add(codePoint);
        } else {
            decomposition.codePoints().forEach(marks::add);
        }
    }

    // The algorithm requires a stable sort: marks of one class keep their order.
    private void endRun() {
        marks.sort(Comparator.comparingInt(UCharacter::getCombiningClass));
        marks.forEach(ordered::appendCodePoint);
        marks.clear();
    }
}
