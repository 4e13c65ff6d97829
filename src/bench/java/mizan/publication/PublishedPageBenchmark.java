package mizan.publication;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Cost of serialising a page of fifty comments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PublishedPageBenchmark {

    private static final int COMMENTS = 50;

    private final JsonMapper json = JsonMapper.createDefault();
    private final PublishedPage page = PublishedPage.open(Collections.nCopies(COMMENTS, comment()), COMMENTS, null);

    private static PublishedComment comment() {
        return new PublishedComment.TopLevel(
                new UUID(1, 2),
                null,
                "ليلى حداد",
                "شكرًا على المقال المهم، وأعتقد أن الحكومة يجب أن تنظر في أسعار السوق قبل أن تقرر أي قانون جديد.",
                Instant.EPOCH,
                0,
                null);
    }

    @Benchmark
    public byte[] write() throws IOException {
        return json.writeValueAsBytes(page);
    }
}
