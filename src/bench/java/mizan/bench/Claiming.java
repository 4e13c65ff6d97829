package mizan.bench;

import java.nio.ByteBuffer;

/** Moderators who take ten comments from the queue and let go of them again. Only the taking is measured. */
final class Claiming {

    static final int AT_ONCE = 10;

    private static final String PATH = "/api/v1/moderation/claims";

    private final Service service;

    Claiming(Service service) {
        this.service = service;
    }

    Script script(int client) {
        return new Moderator(Moderators.name(client), service.token(client));
    }

    private static final class Moderator implements Script {

        private final String claimed;
        private final ByteBuffer claim;
        private final ByteBuffer release;
        private boolean isClaiming;

        Moderator(String name, String token) {
            this.claimed = "\"moderator\":\"" + name + '"';
            this.claim = Message.post(PATH, "{\"limit\":" + AT_ONCE + "}", "Authorization", "Bearer " + token);
            this.release = Message.delete(PATH, "Authorization", "Bearer " + token);
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

        // What is still held when the turn is over nobody else could decide on.
        @Override
        public boolean isAmid() {
            return isClaiming;
        }

        @Override
        public boolean isRight(Answer answer) {
            return isClaiming ? answer.status() == 200 && answer.count(claimed) == AT_ONCE : answer.status() == 204;
        }
    }
}
