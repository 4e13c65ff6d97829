package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpRequests;
import mizan.benchmark.load.Response;
import mizan.benchmark.process.ModeratorAccounts;
import mizan.benchmark.process.ServiceProcess;

/** Moderators that claim ten comments of the queue and release them. Only the claim is measured. */
public final class ClaimScenario {

    public static final int BATCH_SIZE = 10;

    private static final String PATH = "/api/v1/moderation/claims";

    private final ServiceProcess service;

    public ClaimScenario(ServiceProcess service) {
        this.service = service;
    }

    public Client client(int number) {
        return new ClaimClient(ModeratorAccounts.name(number), service.token(number));
    }

    private static final class ClaimClient implements Client {

        private final String claimant;
        private final ByteBuffer claim;
        private final ByteBuffer release;
        private boolean isClaiming;

        ClaimClient(String name, String token) {
            this.claimant = "\"moderator\":\"" + name + '"';
            this.claim = HttpRequests.post(PATH, "{\"limit\":" + BATCH_SIZE + "}", "Authorization", "Bearer " + token);
            this.release = HttpRequests.delete(PATH, "Authorization", "Bearer " + token);
        }

        @Override
        public ByteBuffer next() {
            isClaiming = !isClaiming;
            return (isClaiming ? claim : release).duplicate();
        }

        @Override
        public boolean isMeasured() {
            return isClaiming;
        }

        // An unreleased claim would block the next scenario.
        @Override
        public boolean mustContinue() {
            return isClaiming;
        }

        @Override
        public boolean isExpected(Response response) {
            return isClaiming
                    ? response.status() == 200 && response.count(claimant) == BATCH_SIZE
                    : response.status() == 204;
        }
    }
}
