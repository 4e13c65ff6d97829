package mizan.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Counts one turn's answers that were not the right ones, and shows the first of them. */
final class WrongAnswers {

    private static final int SHOWN = 3;
    private static final int OCTETS = 300;

    private long count;

    void add(Answer answer) {
        int length = Math.min(answer.body().remaining(), OCTETS);
        show(answer.status() + " " + StandardCharsets.UTF_8.decode(answer.body().slice(0, length)));
    }

    /** There was none. */
    void none(@Nullable String why) {
        show("none, " + why);
    }

    long count() {
        return count;
    }

    private void show(String answer) {
        if (count++ < SHOWN) {
            System.err.println("wrong answer: " + answer);
        }
    }
}
