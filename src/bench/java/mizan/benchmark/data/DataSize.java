package mizan.benchmark.data;

/**
 * The number of articles and comments of a data set.
 *
 * @param articles the number of articles, each with 50 approved and 10 rejected comments
 * @param pending the number of pending comments
 */
public record DataSize(int articles, int pending) {

    static final int APPROVED = 50;
    static final int COMMENTS_PER_ARTICLE = 60;

    /** The size with about this many decided comments, rounded to whole blocks of articles. */
    public static DataSize of(int comments, int pending) {
        int blocks = Math.max(1, Math.round(comments / (float) (RowGenerator.BLOCK * COMMENTS_PER_ARTICLE)));
        return new DataSize(blocks * RowGenerator.BLOCK, pending);
    }

    int decided() {
        return articles * COMMENTS_PER_ARTICLE;
    }

    int total() {
        return decided() + pending;
    }

    /** One author for eight comments on average. */
    int authors() {
        return total() / 8 + 1;
    }
}
