package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import java.util.List;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpRequests;
import mizan.benchmark.load.Response;

/** A client that requests a list of paths in order, again and again. */
public final class GetScenario {

    private final List<ByteBuffer> requests;
    private final String expected;

    /** @param expected a text that every response must contain */
    public GetScenario(List<String> paths, String expected, String... headers) {
        this.requests =
                paths.stream().map(path -> HttpRequests.get(path, headers)).toList();
        this.expected = expected;
    }

    public Client client() {
        return new Client() {

            private int count;

            @Override
            public ByteBuffer next() {
                return requests.get(count++ % requests.size()).duplicate();
            }

            @Override
            public boolean isExpected(Response response) {
                return response.status() == 200 && response.contains(expected);
            }
        };
    }
}
