package mizan.text;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures validation, folding and search lexemes of a comment text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TextBenchmark {

    @Param({
        "شكرًا على المقال المهم، وأعتقد أن الحكومة يجب أن تنظر في أسعار السوق قبل أن تقرر أي قانون جديد للمواطنين في المدينة.",
        "Thanks for the article; I think that the government should look at the prices in the market before any new law."
    })
    public String text = "";

    @Benchmark
    public TextValidation check() {
        return PlainText.BODY.check(text);
    }

    @Benchmark
    public String fold() {
        return ArabicFold.fold(text);
    }

    @Benchmark
    public String lexemes() {
        return SearchLexemes.tsVector(text);
    }
}
