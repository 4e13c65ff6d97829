package mizan.benchmark;

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
import mizan.benchmark.data.DataSize;
import mizan.benchmark.data.RowCounts;
import mizan.benchmark.data.RowGenerator;
import mizan.benchmark.data.TextGenerator;
import mizan.benchmark.limit.ApproveLimit;
import mizan.benchmark.limit.BareNettyServer;
import mizan.benchmark.limit.ClaimLimit;
import mizan.benchmark.limit.QueueLimit;
import mizan.benchmark.limit.SubmitLimit;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpClientLoop;
import mizan.benchmark.load.JdbcClientLoop;
import mizan.benchmark.process.JavaProcess;
import mizan.benchmark.process.PostgresServer;
import mizan.benchmark.process.ServiceProcess;
import mizan.benchmark.report.Comparison;
import mizan.benchmark.report.Result;
import mizan.benchmark.report.ResultTable;
import mizan.benchmark.report.TestEnvironment;
import mizan.benchmark.scenario.ApproveScenario;
import mizan.benchmark.scenario.ClaimScenario;
import mizan.benchmark.scenario.MixedScenario;
import mizan.benchmark.scenario.QueueScenario;
import mizan.benchmark.scenario.ReadScenario;
import mizan.benchmark.scenario.SignInAttackScenario;
import mizan.benchmark.scenario.SubmitScenario;

/** Measures the throughput of the service and the limit of each scenario. */
final class ThroughputBenchmark {

    private static final int READERS = 32;
    private static final int CLIENTS = 16;
    private static final int MANY_CLIENTS = 64;
    private static final int ATTACKERS = 8;

    /** The number of pages that readers load: the articles linked from the front pages of a busy site. */
    private static final int PAGES = 100;

    private static final String QUEUE = "site=" + ServiceProcess.SITE + "&limit=" + QueueScenario.PAGE_SIZE;

    private final Options options;
    private final PostgresServer database;
    private final ServiceProcess service;
    private final HttpClientLoop httpClients;
    private final JdbcClientLoop jdbcClients;
    private final TextGenerator texts = new TextGenerator();
    private final SubmitScenario submit;
    private final SubmitScenario unscreened;
    private final SubmitLimit submitLimit;
    private final ApproveScenario approve;
    private final ApproveScenario mixedApprove;
    private final ApproveLimit approveLimit;
    private final RowCounts before;

    ThroughputBenchmark(Options options, DataSize size, PostgresServer database, ServiceProcess service) {
        this.options = options;
        this.database = database;
        this.service = service;
        this.httpClients = new HttpClientLoop(service.port());
        this.jdbcClients = new JdbcClientLoop(database);
        this.submit = new SubmitScenario(ServiceProcess.SITE, texts, size);
        this.unscreened = new SubmitScenario(ServiceProcess.UNSCREENED_SITE, texts, size);
        this.submitLimit = new SubmitLimit(texts, size);
        this.before = RowCounts.of(database);
        Queue<String> pending = ApproveScenario.pending(database, "article LIKE 'pending/%'");
        Queue<String> firstHalf = new ArrayDeque<>();
        for (int half = pending.size() / 2; half > 0; half--) {
            firstHalf.add(pending.remove());
        }
        this.approve = new ApproveScenario(service, firstHalf);
        this.approveLimit = new ApproveLimit(pending);
        this.mixedApprove =
                new ApproveScenario(service, ApproveScenario.pending(database, "article NOT LIKE 'pending/%'"));
    }

    /** @return whether all responses were expected and all accepted data is stored */
    boolean measure() {
        List<String> paths = paths();
        try (JavaProcess _ = startBareServer(paths)) {
            List<Comparison> comparisons = comparisons(paths, new HttpClientLoop(barePort())).stream()
                    .filter(comparison -> options.isSelected(comparison.name()))
                    .toList();
            comparisons.forEach(comparison -> comparison.warmUp(options.serviceWarmUp(), options.warmUp()));
            for (int round = 0; round < options.rounds(); round++) {
                comparisons.forEach(comparison -> comparison.round(options.roundDuration()));
            }
            List<Result> results = new ArrayList<>(
                    comparisons.stream().map(Comparison::serviceResult).toList());
            List<Result> limits = new ArrayList<>(
                    comparisons.stream().map(Comparison::limitResult).toList());
            if (options.isSelected("mixed")) {
                Result limit = MixedScenario.limit(limits);
                limits.add(limit);
                results.add(mixed(paths, limit.value()));
            }
            ResultTable.print(results);
            ResultTable.print(limits);
            System.out.println(service.startAndMemory());
            ResultTable.write(
                    options.directory.resolve("speed.md"),
                    results,
                    limits,
                    TestEnvironment.describe(database, options));
            boolean isComplete = isComplete();
            return isComplete && hasNoErrors(results) && hasNoErrors(limits);
        }
    }

    private List<String> paths() {
        return Stream.iterate(0, number -> number + 1)
                .limit(PAGES)
                .map(number -> "/api/v1/sites/" + ServiceProcess.SITE + "/comments?limit=50&article="
                        + URLEncoder.encode(RowGenerator.article(number), StandardCharsets.UTF_8))
                .toList();
    }

    private JavaProcess startBareServer(List<String> paths) {
        List<String> program = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareNettyServer.class.getName(),
                String.valueOf(barePort()),
                service.origin().toString()));
        program.addAll(paths);
        JavaProcess server =
                JavaProcess.start(options.flags, program, Map.of(), options.directory.resolve("bare-server.log"));
        server.await(URI.create("http://127.0.0.1:" + barePort() + paths.getFirst()));
        return server;
    }

    private int barePort() {
        return options.port + 2;
    }

    private List<Comparison> comparisons(List<String> paths, HttpClientLoop bareClients) {
        ReadScenario plain = ReadScenario.plain(service, paths);
        ReadScenario gzip = ReadScenario.gzip(service, paths);
        ReadScenario notModified = ReadScenario.notModified(service, paths);
        System.err.printf("average page: %.0f bytes, %.0f compressed%n", plain.averageBytes(), gzip.averageBytes());
        QueueScenario queue = new QueueScenario(service, QUEUE);
        ClaimScenario claim = new ClaimScenario(service);
        return List.of(
                compareReads("read", plain, bareClients),
                compareReads("read-gzip", gzip, bareClients),
                compareReads("read-304", notModified, bareClients),
                compareAttack(plain),
                compare("submit-16", CLIENTS, submit::client, submitLimit),
                compare("submit-64", MANY_CLIENTS, submit::client, submitLimit),
                compare("submit-64-unscreened", MANY_CLIENTS, unscreened::client, submitLimit),
                compare("queue", CLIENTS, queue::client, new QueueLimit()),
                compare("claim", CLIENTS, claim::client, new ClaimLimit()),
                compare("approve", CLIENTS, approve::client, approveLimit));
    }

    /** Runs last, because its approvals change the pages. */
    private Result mixed(List<String> paths, double limit) {
        MixedScenario scenario = new MixedScenario(List.of(
                ReadScenario.growing(service, paths)::client,
                ReadScenario.growingConditional(service, paths)::client,
                submit::client,
                new QueueScenario(service, QUEUE)::client,
                mixedApprove::client));
        httpClients.run(MANY_CLIENTS, options.serviceWarmUp(), scenario::client);
        return Result.of(
                "mixed",
                IntStream.range(0, options.rounds())
                        .mapToObj(_ -> httpClients.run(MANY_CLIENTS, options.roundDuration(), scenario::client))
                        .toList(),
                limit);
    }

    private Comparison compareReads(String name, ReadScenario scenario, HttpClientLoop bareClients) {
        return new Comparison(
                name,
                duration -> httpClients.run(READERS, duration, scenario::client),
                duration -> bareClients.run(READERS, duration, scenario::client));
    }

    /** The limit is the same readers without the attack. */
    private Comparison compareAttack(ReadScenario reads) {
        SignInAttackScenario attack = new SignInAttackScenario(reads, READERS);
        return new Comparison(
                "read-attacked",
                duration -> httpClients.run(READERS + ATTACKERS, duration, attack::client),
                duration -> httpClients.run(READERS, duration, reads::client));
    }

    private Comparison compare(String name, int clients, Client.Factory scenario, JdbcClientLoop.Workload limit) {
        return new Comparison(
                name,
                duration -> httpClients.run(clients, duration, scenario),
                duration -> jdbcClients.run(clients, duration, limit));
    }

    private static boolean hasNoErrors(List<Result> results) {
        return results.stream().allMatch(result -> result.errors() == 0);
    }

    /** Whether the database holds exactly the accepted comments and the decisions, and those of the JDBC clients. */
    private boolean isComplete() {
        RowCounts added = RowCounts.of(database).minus(before);
        RowCounts expected = new RowCounts(
                submit.accepted() + unscreened.accepted() + submitLimit.added(),
                approve.decided() + mixedApprove.decided() + approveLimit.decided());
        System.out.printf("stored %s, expected %s%n", added, expected);
        return added.equals(expected);
    }
}
