package mizan.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import mizan.bench.Texts.Draft;

/** Readers who write: each comment by another person, no two alike. Counts what was accepted. */
final class Submitting {

    private static final String PATH = "/api/v1/sites/" + Service.SITE + "/comments";

    private final Texts texts;
    private final Volume volume;
    private final AtomicLong people = new AtomicLong(System.nanoTime());
    private long accepted;

    Submitting(Texts texts, Volume volume) {
        this.texts = texts;
        this.volume = volume;
    }

    /** How many were answered with 202, ever. */
    long accepted() {
        return accepted;
    }

    Script script(int client) {
        return new Writer(client);
    }

    private final class Writer implements Script {

        private final SplittableRandom random;

        Writer(int client) {
            this.random = new SplittableRandom(System.nanoTime() + client);
        }

        @Override
        public ByteBuffer next() {
            Draft draft = texts.draft(random, "");
            String json = "{\"name\":\"" + draft.name() + "\",\"email\":\"writer" + people.incrementAndGet()
                    + "@example.org\",\"body\":\"" + draft.body() + "\",\"article\":\""
                    + Filler.article(random.nextInt(volume.articles())) + "\"}";
            return Message.post(PATH, json, "Origin", Service.ORIGIN);
        }

        @Override
        public boolean isRight(Answer answer) {
            if (answer.status() != 202) {
                return false;
            }
            accepted++;
            return answer.has("\"status\":\"PENDING\"");
        }
    }
}
