package mizan.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A news site's day: of a hundred requests 90 read, 5 of them compressed away to a 304, 3 submit, one looks, one decides. */
final class Mixing {

    private final Script.Cast[] parts;
    private final int[] shares;

    /** @param shares of a hundred, one for each part */
    Mixing(int[] shares, Script.Cast... parts) {
        this.shares = shares.clone();
        this.parts = parts.clone();
    }

    Script script(int client) {
        Script[] scripts = new Script[parts.length];
        for (int i = 0; i < parts.length; i++) {
            scripts[i] = parts[i].of(client);
        }
        return new Mixed(scripts, new SplittableRandom(client));
    }

    private final class Mixed implements Script {

        private final Script[] scripts;
        private final SplittableRandom random;
        private Script current;

        Mixed(Script[] scripts, SplittableRandom random) {
            this.scripts = scripts;
            this.random = random;
            this.current = scripts[0];
        }

        @Override
        public ByteBuffer next() {
            int drawn = random.nextInt(100);
            int part = 0;
            while (drawn >= shares[part]) {
                drawn -= shares[part];
                part++;
            }
            current = scripts[part];
            return current.next();
        }

        @Override
        public boolean isRight(Answer answer) {
            return current.isRight(answer);
        }
    }
}
