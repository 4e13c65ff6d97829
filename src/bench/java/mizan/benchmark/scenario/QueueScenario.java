package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpRequests;
import mizan.benchmark.load.Response;
import mizan.benchmark.process.ServiceProcess;

/** Moderators that load the first page of the queue. */
public final class QueueScenario {

    public static final int PAGE_SIZE = 50;

    private final ServiceProcess service;
    private final String query;

    /** @param query the query string of the request */
    public QueueScenario(ServiceProcess service, String query) {
        this.service = service;
        this.query = query;
    }

    public Client client(int number) {
        ByteBuffer request = HttpRequests.get(
                "/api/v1/moderation/comments?" + query, "Authorization", "Bearer " + service.token(number));
        return new Client() {
            @Override
            public ByteBuffer next() {
                return request.duplicate();
            }

            @Override
            public boolean isExpected(Response response) {
                return response.status() == 200 && response.count("\"submittedAt\"") == PAGE_SIZE;
            }
        };
    }
}
