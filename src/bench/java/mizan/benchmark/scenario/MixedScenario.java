package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.Response;
import mizan.benchmark.report.Result;

/** Load of a news site: 85 % reads, 5 % conditional reads, 8 % submissions, 1 % queue pages, 1 % decisions. */
public final class MixedScenario {

    private static final List<Integer> SHARES = List.of(85, 5, 8, 1, 1);
    private static final List<String> LIMITS =
            List.of("limit-read", "limit-read-304", "limit-submit-64", "limit-queue", "limit-approve");
    private static final int TOTAL = 100;

    private final List<Client.Factory> parts;

    /** @param parts reads, conditional reads, submissions, queue pages and decisions, in this order */
    public MixedScenario(List<Client.Factory> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Computed, not measured: the weighted harmonic mean of the limits of the parts. */
    public static Result limit(List<Result> limits) {
        double seconds = IntStream.range(0, SHARES.size())
                .mapToDouble(part -> SHARES.get(part)
                        / limits.stream()
                                .filter(limit -> limit.name().equals(LIMITS.get(part)))
                                .mapToDouble(Result::value)
                                .findFirst()
                                .orElse(Double.NaN))
                .sum();
        return new Result("limit-mixed", TOTAL / seconds, 1, Double.NaN, Double.NaN, 0);
    }

    public Client client(int number) {
        return new MixedClient(parts.stream().map(part -> part.create(number)).toList(), new SplittableRandom(number));
    }

    private static final class MixedClient implements Client {

        private final List<Client> clients;
        private final SplittableRandom random;
        private Client current;

        MixedClient(List<Client> clients, SplittableRandom random) {
            this.clients = clients;
            this.random = random;
            this.current = clients.getFirst();
        }

        @Override
        public ByteBuffer next() {
            int drawn = random.nextInt(TOTAL);
            int part = 0;
            while (drawn >= SHARES.get(part)) {
                drawn -= SHARES.get(part);
                part++;
            }
            current = clients.get(part);
            return current.next();
        }

        @Override
        public boolean isExpected(Response response) {
            return current.isExpected(response);
        }
    }
}
