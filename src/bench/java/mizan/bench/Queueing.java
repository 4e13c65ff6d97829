package mizan.bench;

import java.nio.ByteBuffer;

/** Moderators who look at the first page of the queue. */
final class Queueing {

    static final int PAGE = 50;

    private final Service service;
    private final String query;

    /** @param query what stands after the path's question mark */
    Queueing(Service service, String query) {
        this.service = service;
        this.query = query;
    }

    Script script(int client) {
        ByteBuffer request =
                Message.get("/api/v1/moderation/comments?" + query, "Authorization", "Bearer " + service.token(client));
        return new Script() {
            @Override
            public ByteBuffer next() {
                return request.duplicate();
            }

            @Override
            public boolean isRight(Answer answer) {
                return answer.status() == 200 && answer.count("\"submittedAt\"") == PAGE;
            }
        };
    }
}
