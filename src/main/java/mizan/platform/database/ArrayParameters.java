package mizan.platform.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Array parameters for statements that write many rows: one array per column. The statement turns them into rows again
 * with {@code unnest}.
 */
public final class ArrayParameters {

    private ArrayParameters() {}

    public static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
