package mizan.platform.http.paging;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list that a cursor belongs to. Cursors of one scope are invalid in any other.
 *
 * @param list the name of the list
 * @param conditions the filters and the order of the list; null for a filter that is not applied
 */
public record CursorScope(String list, List<@Nullable Object> conditions) {

    public static CursorScope of(String list, @Nullable Object... conditions) {
        return new CursorScope(list, Stream.of(conditions).toList());
    }
}
