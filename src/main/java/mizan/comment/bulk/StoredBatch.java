package mizan.comment.bulk;

/**
 * What a batch has inserted.
 *
 * @param comments rows of the file
 * @param placeholders parents that the file does not have
 */
public record StoredBatch(long comments, long placeholders) {

    public boolean isEmpty() {
        return comments == 0 && placeholders == 0;
    }
}
