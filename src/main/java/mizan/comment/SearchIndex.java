package mizan.comment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import mizan.comment.SearchRepository.TextRow;
import mizan.platform.Columns;
import mizan.text.SearchWords;

/** Under which words comments are found. Kept with each comment; made anew here after the rules for words have changed. */
@Singleton
public class SearchIndex {

    private static final int AT_ONCE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final SearchRepository repository;

    SearchIndex(SearchRepository repository) {
        this.repository = repository;
    }

    /**
     * Makes the words of all comments anew, also while comments come in and are withdrawn.
     *
     * @return of how many comments
     */
    public long rebuild() {
        long rebuilt = 0;
        UUID last = FIRST;
        List<TextRow> page;
        do {
            page = repository.texts(last, AT_ONCE);
            if (!page.isEmpty()) {
                last = page.getLast().id();
                rebuilt += repository.keep(
                        Columns.texts(page, row -> row.id().toString()),
                        Columns.texts(page, row -> SearchWords.vector(row.name(), row.body())));
            }
        } while (page.size() == AT_ONCE);
        return rebuilt;
    }
}
