package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import mizan.benchmark.data.DataSize;
import mizan.benchmark.data.RowGenerator;
import mizan.benchmark.data.TextGenerator;
import mizan.benchmark.data.TextGenerator.Draft;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpRequests;
import mizan.benchmark.load.Response;
import mizan.benchmark.process.ServiceProcess;

/** Clients that submit comments, each with a new author and its own text. Counts the accepted comments. */
public final class SubmitScenario {

    private final String path;
    private final TextGenerator texts;
    private final DataSize size;
    private final AtomicLong authorNumber = new AtomicLong(System.nanoTime());
    private long accepted;

    public SubmitScenario(String site, TextGenerator texts, DataSize size) {
        this.path = "/api/v1/sites/" + site + "/comments";
        this.texts = texts;
        this.size = size;
    }

    /** The number of submissions with status 202, in all rounds. */
    public long accepted() {
        return accepted;
    }

    public Client client(int number) {
        return new SubmitClient(number);
    }

    private final class SubmitClient implements Client {

        private final SplittableRandom random;

        SubmitClient(int number) {
            this.random = new SplittableRandom(System.nanoTime() + number);
        }

        @Override
        public ByteBuffer next() {
            Draft draft = texts.draft(random, "");
            String json = "{\"name\":\"" + draft.name() + "\",\"email\":\"author" + authorNumber.incrementAndGet()
                    + "@example.org\",\"body\":\"" + draft.body() + "\",\"article\":\""
                    + RowGenerator.article(random.nextInt(size.articles())) + "\"}";
            return HttpRequests.post(path, json, "Origin", ServiceProcess.ORIGIN);
        }

        @Override
        public boolean isExpected(Response response) {
            if (response.status() != 202) {
                return false;
            }
            accepted++;
            return response.contains("\"status\":\"PENDING\"");
        }
    }
}
