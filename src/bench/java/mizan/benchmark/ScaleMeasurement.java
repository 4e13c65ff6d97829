package mizan.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mizan.benchmark.data.DataSize;
import mizan.benchmark.data.RowGenerator;
import mizan.benchmark.data.TextGenerator;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpClientLoop;
import mizan.benchmark.load.Measurement;
import mizan.benchmark.process.PostgresServer;
import mizan.benchmark.process.ServiceProcess;
import mizan.benchmark.scenario.ApproveScenario;
import mizan.benchmark.scenario.ClaimScenario;
import mizan.benchmark.scenario.GetScenario;
import mizan.benchmark.scenario.SubmitScenario;

/** Measures the latency of one client without other load, with a database of one size. */
final class ScaleMeasurement {

    /** Readers mostly read the newest articles. */
    private static final int RECENT_ARTICLES = 200;

    private static final int PAGES = 10_000;
    private static final int AUTHORS = 1_000;

    private static final String QUEUE = "/api/v1/moderation/comments?";

    private final Options options;
    private final DataSize size;
    private final PostgresServer database;
    private final ServiceProcess service;

    ScaleMeasurement(Options options, DataSize size, PostgresServer database, ServiceProcess service) {
        this.options = options;
        this.size = size;
        this.database = database;
        this.service = service;
    }

    /** The measurements by the name of the scenario. */
    Map<String, Measurement> measure() {
        HttpClientLoop clients = new HttpClientLoop(service.port());
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        Map<String, Client.Factory> scenarios = scenarios();
        scenarios.values().forEach(scenario -> clients.run(1, options.warmUp(), scenario));
        database.execute("CHECKPOINT");
        scenarios.forEach(
                (name, scenario) -> measurements.put(name, clients.run(1, options.roundDuration(), scenario)));
        return measurements;
    }

    private Map<String, Client.Factory> scenarios() {
        TextGenerator texts = new TextGenerator();
        SubmitScenario submit = new SubmitScenario(ServiceProcess.SITE, texts, size);
        ClaimScenario claim = new ClaimScenario(service);
        ApproveScenario approve =
                new ApproveScenario(service, ApproveScenario.pending(database, "article LIKE 'pending/%'"));
        Map<String, Client.Factory> scenarios = new LinkedHashMap<>();
        scenarios.put("submit", submit::client);
        scenarios.put(
                "read-miss",
                _ -> new GetScenario(misses(Math.min(RECENT_ARTICLES, size.articles())), "\"count\":5").client());
        scenarios.put("read-archive", _ -> new GetScenario(misses(size.articles()), "\"count\":5").client());
        scenarios.put("queue", _ -> get(QUEUE + "limit=50"));
        scenarios.put("claim", claim::client);
        scenarios.put("approve", approve::client);
        scenarios.put("search-rare", _ -> search(TextGenerator.RARE));
        scenarios.put("search-seldom", _ -> search(TextGenerator.OCCASIONAL));
        scenarios.put("search-common", _ -> search(TextGenerator.COMMON));
        scenarios.put("search-approved", _ -> get(QUEUE + "status=APPROVED&q=" + encoded(TextGenerator.OCCASIONAL)));
        scenarios.put("stats", _ -> get("/api/v1/moderation/stats"));
        scenarios.put("author", _ -> new GetScenario(authors(), "\"comments\":[", authorization()).client());
        scenarios.keySet().removeIf(name -> !options.isSelected(name));
        return scenarios;
    }

    private Client search(String query) {
        return get(QUEUE + "limit=50&q=" + encoded(query));
    }

    private Client get(String path) {
        return new GetScenario(List.of(path), "{", authorization()).client();
    }

    private String[] authorization() {
        return new String[] {"Authorization", "Bearer " + service.token(0)};
    }

    /**
     * Paths of pages that are not in the cache: the random limit makes the cache key new.
     *
     * @param articles the number of newest articles to choose from
     */
    private List<String> misses(int articles) {
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        return IntStream.range(0, PAGES)
                .mapToObj(_ -> "/api/v1/sites/" + ServiceProcess.SITE + "/comments?limit=" + random.nextInt(50, 100)
                        + "&article=" + encoded(RowGenerator.article(size.articles() - 1 - random.nextInt(articles))))
                .distinct()
                .toList();
    }

    private List<String> authors() {
        return ApproveScenario.pending(database, "article LIKE '2026/%'").stream()
                .limit(AUTHORS)
                .map(id -> QUEUE + "status=APPROVED&limit=50&author=" + id)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
