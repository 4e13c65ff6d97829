package mizan.screening.rule;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.screening.match.WordList;
import mizan.text.FoldedText;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the search for 10,000 words, and all rules, in a comment of ordinary length and in the longest one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class ScreeningBenchmark {

    private static final int WORDS = 10_000;

    private static final String SENTENCE =
            "شكرًا على المقال المهم، وأعتقد أن الحكومة يجب أن تنظر في أسعار السوق قبل أن تقرر"
                    + " أي قانون جديد للمواطنين في المدينة. Thanks for it! ";

    @Param({"120", "5000"})
    public int characters;

    private String text = "";
    private WordList words = WordList.EMPTY;
    private @Nullable ScreeningPolicy policy;
    private List<Rule> rules = List.of();

    /** Words of the letters that Arabic words have most often, so that the automaton rarely stays at its start. */
    @Setup
    public void prepare() {
        text = SENTENCE.repeat(characters / SENTENCE.length() + 1).substring(0, characters);
        String letters = "المنيوتربدكسعقفحهج";
        words = WordList.of(IntStream.range(0, WORDS)
                .mapToObj(i -> "" + letters.charAt(i % 18) + letters.charAt(i / 18 % 18) + letters.charAt(i / 324 % 18)
                        + letters.charAt(i / 5832 % 18) + "ذ")
                .toList());
        policy = new ScreeningPolicy(
                Arrays.stream(ScreeningRule.values()).collect(toMap(rule -> rule, ScreeningRule::defaultWeight)),
                2,
                Set.of("spam.example"),
                Set.of("news.example"),
                ScreeningPolicy.bySkeleton(Set.of("paypal.com", "news.example")),
                Set.of("Arab"),
                words,
                30);
        rules = Rules.untrained(Clock.systemUTC()).inOrder();
    }

    @Benchmark
    public FoldedText fold() {
        return FoldedText.of(text);
    }

    @Benchmark
    public List<WordList.Hit> words() {
        return words.find(FoldedText.of(text));
    }

    @Benchmark
    public List<Match> allRules() {
        ScreenedComment comment = new ScreenedComment("demo", "article", "سعيد", text);
        return rules.stream()
                .flatMap(rule -> Stream.ofNullable(
                        rule.check(comment, Objects.requireNonNull(policy)).orElse(null)))
                .toList();
    }
}
