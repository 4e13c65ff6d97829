package mizan.platform.http.paging;

import java.util.ArrayList;
import java.util.List;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;

/** Validates the page size requested by a client: 1 to 200. */
public final class PageLimit {

    private static final int MAX = 200;

    private PageLimit() {}

    /** @throws ProblemException {@link ProblemType#INVALID_REQUEST} if the limit is out of range */
    public static int check(int limit) {
        List<FieldViolation> violations = new ArrayList<>();
        check(limit, violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return limit;
    }

    /** Adds a violation if the limit is out of range. */
    public static int check(int limit, List<FieldViolation> violations) {
        if (limit < 1 || limit > MAX) {
            violations.add(FieldViolation.of("limit", "range", 1, MAX));
        }
        return limit;
    }
}
