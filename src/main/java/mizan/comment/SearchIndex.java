package mizan.comment;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import mizan.comment.SearchRepository.TextRow;
import mizan.platform.database.ArrayParameters;
import mizan.text.SearchLexemes;

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
     * Makes the words of all comments anew, and drops those of withdrawn ones, also while comments come in and are
     * withdrawn.
     *
     * @return of how many comments it has made them
     */
    public long rebuild() {
        long rebuilt = 0;
        UUID last = FIRST;
        List<TextRow> page;
        do {
            page = repository.texts(last, AT_ONCE);
            if (!page.isEmpty()) {
                last = page.getLast().id();
                rebuilt += rebuild(page);
            }
        } while (page.size() == AT_ONCE);
        return rebuilt;
    }

    private long rebuild(List<TextRow> page) {
        List<TextRow> withdrawn = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<String> vectors = new ArrayList<>();
        for (TextRow row : page) {
            if (row.name() == null || row.body() == null) {
                withdrawn.add(row);
            } else {
                ids.add(row.id().toString());
                vectors.add(SearchLexemes.tsVector(row.name(), row.body()));
            }
        }
        repository.drop(ArrayParameters.texts(withdrawn, row -> row.id().toString()));
        return repository.keep(ids.toArray(String[]::new), vectors.toArray(String[]::new));
    }
}
