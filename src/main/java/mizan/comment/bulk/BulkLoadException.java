package mizan.comment.bulk;

import java.sql.SQLException;

/** A statement of a load has failed. The cause says why. */
final class BulkLoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BulkLoadException(SQLException cause) {
        super(cause);
    }
}
