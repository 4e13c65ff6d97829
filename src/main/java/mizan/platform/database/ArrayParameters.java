package mizan.platform.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands many rows to one statement: an array for each column, which {@code unnest} makes rows of again. */
public final class ArrayParameters {

    private ArrayParameters() {}

    public static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    public static <T> byte[] @Nullable [] bytes(List<T> rows, Function<T, byte @Nullable []> column) {
        return rows.stream().map(column).toArray(byte[][]::new);
    }

    public static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }
}
