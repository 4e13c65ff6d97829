package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpRequests;
import mizan.benchmark.load.Response;
import mizan.benchmark.process.ModeratorAccounts;

/**
 * Readers while other clients guess passwords, each guess from another network. Only the requests of the readers are
 * measured.
 */
public final class SignInAttackScenario {

    private final ReadScenario reads;
    private final int readers;

    /** @param readers the clients with smaller numbers are readers, all others guess passwords */
    public SignInAttackScenario(ReadScenario reads, int readers) {
        this.reads = reads;
        this.readers = readers;
    }

    public Client client(int number) {
        return number < readers ? reads.client(number) : new Attacker(number);
    }

    private static final class Attacker implements Client {

        private final SplittableRandom random;
        private int guesses;

        Attacker(int number) {
            this.random = new SplittableRandom(number);
        }

        @Override
        public ByteBuffer next() {
            return HttpRequests.post(
                    "/api/v1/tokens",
                    "{\"username\":\"%s\",\"password\":\"guess %d\"}"
                            .formatted(ModeratorAccounts.name(guesses++ % ModeratorAccounts.COUNT), guesses),
                    "X-Forwarded-For",
                    "2001:db8:%x:%x::1".formatted(random.nextInt(0x10000), random.nextInt(0x10000)));
        }

        @Override
        public boolean isExpected(Response response) {
            return response.status() == 401 || response.status() == 429;
        }

        @Override
        public boolean isMeasured() {
            return false;
        }
    }
}
