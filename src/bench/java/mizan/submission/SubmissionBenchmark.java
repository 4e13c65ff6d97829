package mizan.submission;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.http.url.HttpOrigin;
import mizan.site.ClosingRules;
import mizan.site.RetentionPolicy;
import mizan.site.Site;
import mizan.site.SiteTerms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Cost of reading and validating a submission, without the database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SubmissionBenchmark {

    private static final byte[] BODY = """
            {"name":"ليلى حداد","email":"layla.haddad@example.org","body":"شكرًا على المقال المهم، وأعتقد أن الحكومة \
            يجب أن تنظر في أسعار السوق قبل أن تقرر أي قانون جديد.","article":"2026/scales/article-12"}
            """.getBytes(StandardCharsets.UTF_8);

    private final StrictBodyReader reader = new StrictBodyReader();
    private final HttpRequest<byte[]> request =
            HttpRequest.POST("/", BODY).contentType(MediaType.APPLICATION_JSON_TYPE);
    private final Submission submission = new StrictBodyReader().json(request, BODY, Submission.class);
    private final Site site = new Site(
            "news",
            "News",
            Locale.ENGLISH,
            ZoneOffset.UTC,
            List.of(HttpOrigin.parse("https://news.example").orElseThrow()),
            RetentionPolicy.DEFAULT,
            null,
            ClosingRules.NONE,
            SiteTerms.NONE,
            null);

    @Benchmark
    public Submission read() {
        return reader.json(request, BODY, Submission.class);
    }

    @Benchmark
    public SubmissionValidator.Result validate() {
        return SubmissionValidator.validate(submission, site);
    }
}
