package mizan.bench;

/**
 * How much is stored.
 *
 * @param articles each with 50 approved comments and 10 rejected ones
 * @param pending comments that wait
 */
record Volume(int articles, int pending) {

    static final int APPROVED = 50;
    static final int DECIDED = 60;

    /** Of about so many comments that were decided, in whole blocks of articles. */
    static Volume of(int comments, int pending) {
        int blocks = Math.max(1, Math.round(comments / (float) (Filler.BLOCK * DECIDED)));
        return new Volume(blocks * Filler.BLOCK, pending);
    }

    int decided() {
        return articles * DECIDED;
    }

    int all() {
        return decided() + pending;
    }

    /** One person in eight comments, some with many. */
    int persons() {
        return all() / 8 + 1;
    }
}
