package mizan.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much the service does in a second, beside the limit of each. */
final class Throughput {

    private static final int READERS = 32;
    private static final int CLIENTS = 16;
    private static final int MANY_CLIENTS = 64;

    /** As many are read: what a busy site's front pages lead to. */
    private static final int PAGES = 100;

    private static final String QUEUE = "site=" + Service.SITE + "&limit=" + Queueing.PAGE;

    private final Options options;
    private final Database database;
    private final Service service;
    private final Load load;
    private final Direct direct;
    private final Texts texts = new Texts();
    private final Submitting submitting;
    private final SubmitLimit submitLimit;
    private final Deciding deciding;
    private final Deciding decidingInTheMix;
    private final ApproveLimit approveLimit;
    private final Totals before;

    Throughput(Options options, Volume volume, Database database, Service service) {
        this.options = options;
        this.database = database;
        this.service = service;
        this.load = new Load(service.port());
        this.direct = new Direct(database);
        this.submitting = new Submitting(texts, volume);
        this.submitLimit = new SubmitLimit(texts, volume);
        this.before = Totals.of(database);
        Queue<String> desk = Deciding.pending(database, "article LIKE 'desk/%'");
        Queue<String> first = new ArrayDeque<>();
        for (int half = desk.size() / 2; half > 0; half--) {
            first.add(desk.remove());
        }
        this.deciding = new Deciding(service, first);
        this.approveLimit = new ApproveLimit(desk);
        this.decidingInTheMix = new Deciding(service, Deciding.pending(database, "article NOT LIKE 'desk/%'"));
    }

    /** @return whether all was right */
    boolean measure() {
        List<String> paths = paths();
        try (JavaProcess _ = bare(paths)) {
            List<Contest> contests = contests(paths, new Load(barePort())).stream()
                    .filter(contest -> options.isAskedFor(contest.name()))
                    .toList();
            contests.forEach(contest -> contest.warmUp(options.serviceWarmUp(), options.warmUp()));
            for (int round = 0; round < options.rounds(); round++) {
                contests.forEach(contest -> contest.round(options.turn()));
            }
            List<Figure> figures =
                    new ArrayList<>(contests.stream().map(Contest::figure).toList());
            List<Figure> limits =
                    new ArrayList<>(contests.stream().map(Contest::limit).toList());
            if (options.isAskedFor("mixed")) {
                Figure limit = Mixing.limit(limits);
                limits.add(limit);
                figures.add(mixed(paths, limit.value()));
            }
            Report.print(figures);
            Report.print(limits);
            System.out.println(service.costs());
            Report.write(options.work.resolve("speed.md"), figures, limits, Conditions.of(database, options));
            boolean isStored = isStored();
            return isStored && isRight(figures) && isRight(limits);
        }
    }

    private List<String> paths() {
        return Stream.iterate(0, number -> number + 1)
                .limit(PAGES)
                .map(number -> "/api/v1/sites/" + Service.SITE + "/comments?limit=50&article="
                        + URLEncoder.encode(Filler.article(number), StandardCharsets.UTF_8))
                .toList();
    }

    private JavaProcess bare(List<String> paths) {
        List<String> program = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Bare.class.getName(),
                String.valueOf(barePort()),
                service.origin().toString()));
        program.addAll(paths);
        JavaProcess bare = JavaProcess.start(options.flags, program, Map.of(), options.work.resolve("bare.log"));
        bare.await(URI.create("http://127.0.0.1:" + barePort() + paths.getFirst()));
        return bare;
    }

    private int barePort() {
        return options.port + 2;
    }

    private List<Contest> contests(List<String> paths, Load bare) {
        Reading plain = Reading.plain(service, paths);
        Reading gzip = Reading.gzip(service, paths);
        Reading notModified = Reading.notModified(service, paths);
        System.err.printf("a page has %.0f octets, compressed %.0f%n", plain.length(), gzip.length());
        Queueing queueing = new Queueing(service, QUEUE);
        Claiming claiming = new Claiming(service);
        return List.of(
                reading("read", plain, bare),
                reading("read-gzip", gzip, bare),
                reading("read-304", notModified, bare),
                contest("submit-16", CLIENTS, submitting::script, submitLimit),
                contest("submit-64", MANY_CLIENTS, submitting::script, submitLimit),
                contest("queue", CLIENTS, queueing::script, new QueueLimit()),
                contest("claim", CLIENTS, claiming::script, new ClaimLimit()),
                contest("approve", CLIENTS, deciding::script, approveLimit));
    }

    /** Last, for it changes the pages. */
    private Figure mixed(List<String> paths, double limit) {
        Mixing mixing = new Mixing(List.of(
                Reading.changing(service, paths)::script,
                Reading.outdated(service, paths)::script,
                submitting::script,
                new Queueing(service, QUEUE)::script,
                decidingInTheMix::script));
        load.run(MANY_CLIENTS, options.serviceWarmUp(), mixing::script);
        return Figure.of(
                "mixed",
                IntStream.range(0, options.rounds())
                        .mapToObj(_ -> load.run(MANY_CLIENTS, options.turn(), mixing::script))
                        .toList(),
                limit);
    }

    private Contest reading(String name, Reading reading, Load bare) {
        return new Contest(
                name,
                turn -> load.run(READERS, turn, reading::script),
                turn -> bare.run(READERS, turn, reading::script));
    }

    private Contest contest(String name, int clients, Script.Cast script, Direct.Work limit) {
        return new Contest(name, turn -> load.run(clients, turn, script), turn -> direct.run(clients, turn, limit));
    }

    private static boolean isRight(List<Figure> figures) {
        return figures.stream().allMatch(figure -> figure.errors() == 0);
    }

    /** Whether the database has exactly what was accepted, decided and written beside it. */
    private boolean isStored() {
        Totals added = Totals.of(database).minus(before);
        Totals expected = new Totals(
                submitting.accepted() + submitLimit.added(),
                deciding.decided() + decidingInTheMix.decided() + approveLimit.decided());
        System.out.printf("stored %s, expected %s%n", added, expected);
        return added.equals(expected);
    }
}
