package mizan.comment.maintenance;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Number of approved and rejected comments per author, site and client. The statements that change a comment's status update them;
 * this class compares them with the comments, in ranges of authors, so that no statement takes long.
 */
@Singleton
public class AuthorStats {

    private static final int RANGES = 256;

    private final AuthorStatsRepository repository;

    AuthorStats(AuthorStatsRepository repository) {
        this.repository = repository;
    }

    /** Number of authors, per site and client, whose stored numbers differ from their comments. */
    public long countDifferences() {
        return IntStream.range(0, RANGES)
                .mapToLong(range -> repository.countDifferences(from(range), to(range)))
                .sum();
    }

    /**
     * Corrects the stored numbers, also while moderators decide.
     *
     * @return the number of corrected rows
     */
    public long repair() {
        return IntStream.range(0, RANGES)
                .mapToLong(range -> repository.addDifferences(from(range), to(range)))
                .sum();
    }

    // A range has the fingerprints with the same first byte.
    private static byte[] from(int range) {
        return new byte[] {(byte) range};
    }

    // The upper bound of the last range: longer than any fingerprint, which has 32 bytes.
    private static byte[] to(int range) {
        if (range < RANGES - 1) {
            return from(range + 1);
        }
        byte[] above = new byte[33];
        Arrays.fill(above, (byte) 0xFF);
        return above;
    }
}
