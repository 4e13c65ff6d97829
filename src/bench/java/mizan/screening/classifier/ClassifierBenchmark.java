package mizan.screening.classifier;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import mizan.benchmark.data.TextGenerator;
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

/** Measures the judgement of a comment of ordinary length and of the longest one, with the places that told most. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class ClassifierBenchmark {

    private static final int DECISIONS = 500;
    private static final int MAX_ASCII = 128;

    @Param({"120", "5000"})
    public int characters;

    private String text = "";
    private @Nullable Classifier classifier;

    /** The rejected comments are those in English, and so is the text: only what is similar to them is explained. */
    @Setup
    public void prepare() {
        TextGenerator texts = new TextGenerator();
        SplittableRandom random = new SplittableRandom(1);
        Training training = new Training();
        StringBuilder english = new StringBuilder();
        while (training.size() < DECISIONS || english.length() < characters) {
            String body = texts.draft(random, "").body();
            boolean isEnglish = body.charAt(0) < MAX_ASCII;
            training.add(new LabelledText(body, isEnglish, ""));
            english.append(isEnglish ? body + " " : "");
        }
        classifier = training.train().orElseThrow().classifier();
        text = english.substring(0, characters);
        if (!judge().isSimilar()) {
            throw new IllegalStateException("The text is not similar to rejected ones");
        }
    }

    /** With folding, which the rules have usually done before. */
    @Benchmark
    public Judgement judge() {
        return Objects.requireNonNull(classifier).judge(FoldedText.of(text));
    }
}
