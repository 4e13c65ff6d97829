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

            // A page is shorter than its limit if comments were decided between its two statements. Only a page without
            // a cursor is the last one.
            @Override
            public boolean isExpected(Response response) {
                int count = response.count("\"submittedAt\"");
                return response.status() == 200
                        && (count == PAGE_SIZE || (count < PAGE_SIZE && response.contains("\"next\":\"")));
            }
        };
    }
}
