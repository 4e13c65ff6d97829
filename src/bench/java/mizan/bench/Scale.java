package mizan.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How long one person waits for each thing, with nobody else there, in a database of some size. */
final class Scale {

    /** What readers read is on the newest articles, of whatever number. */
    private static final int LATELY = 200;

    private static final int PAGES = 10_000;
    private static final int AUTHORS = 1_000;

    private static final String QUEUE = "/api/v1/moderation/comments?";

    private final Options options;
    private final Volume volume;
    private final Database database;
    private final Service service;

    Scale(Options options, Volume volume, Database database, Service service) {
        this.options = options;
        this.volume = volume;
        this.database = database;
        this.service = service;
    }

    /** What was measured, by name. */
    Map<String, Measured> measure() {
        Load load = new Load(service.port());
        Map<String, Measured> measured = new LinkedHashMap<>();
        Map<String, Script.Cast> works = works();
        works.values().forEach(work -> load.run(1, options.warmUp(), work));
        database.execute("CHECKPOINT");
        works.forEach((name, work) -> measured.put(name, load.run(1, options.turn(), work)));
        return measured;
    }

    private Map<String, Script.Cast> works() {
        Texts texts = new Texts();
        Submitting submitting = new Submitting(texts, volume);
        Claiming claiming = new Claiming(service);
        Deciding deciding = new Deciding(service, Deciding.pending(database, "article LIKE 'desk/%'"));
        Map<String, Script.Cast> works = new LinkedHashMap<>();
        works.put("submit", submitting::script);
        works.put("read-miss", _ -> new Asking(misses(Math.min(LATELY, volume.articles())), "\"count\":5").script());
        works.put("read-archive", _ -> new Asking(misses(volume.articles()), "\"count\":5").script());
        works.put("queue", _ -> asking(QUEUE + "limit=50"));
        works.put("claim", claiming::script);
        works.put("approve", deciding::script);
        works.put("search-rare", _ -> search(Texts.RARE));
        works.put("search-seldom", _ -> search(Texts.SELDOM));
        works.put("search-common", _ -> search(Texts.COMMON));
        works.put("search-approved", _ -> asking(QUEUE + "status=APPROVED&q=" + encoded(Texts.SELDOM)));
        works.put("stats", _ -> asking("/api/v1/moderation/stats"));
        works.put("author", _ -> new Asking(authors(), "\"comments\":[", authorization()).script());
        works.keySet().removeIf(name -> !options.isAskedFor(name));
        return works;
    }

    private Script search(String words) {
        return asking(QUEUE + "limit=50&q=" + encoded(words));
    }

    private Script asking(String path) {
        return new Asking(List.of(path), "{", authorization()).script();
    }

    private String[] authorization() {
        return new String[] {"Authorization", "Bearer " + service.token(0)};
    }

    /**
     * Pages that nobody has asked for before: the limit is a part of what a page is kept under.
     *
     * @param articles of how many, the newest, one is asked for
     */
    private List<String> misses(int articles) {
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        return IntStream.range(0, PAGES)
                .mapToObj(_ -> "/api/v1/sites/" + Service.SITE + "/comments?limit=" + random.nextInt(50, 100)
                        + "&article=" + encoded(Filler.article(volume.articles() - 1 - random.nextInt(articles))))
                .distinct()
                .toList();
    }

    private List<String> authors() {
        return Deciding.pending(database, "article LIKE '2026/%'").stream()
                .limit(AUTHORS)
                .map(id -> QUEUE + "status=APPROVED&limit=50&author=" + id)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
