package mizan.comment.maintenance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import mizan.comment.maintenance.SearchRepository.LexemesRow;
import mizan.comment.maintenance.SearchRepository.TextRow;
import mizan.platform.database.JsonParameters;
import mizan.text.SearchLexemes;

/**
 * The search index: the lexemes of each comment. Inserted with the comment, and rebuilt here after the rules for lexemes
 * have changed.
 */
@Singleton
public class SearchIndex {

    private static final int PAGE_SIZE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final SearchRepository repository;
    private final JsonParameters json;

    SearchIndex(SearchRepository repository, JsonParameters json) {
        this.repository = repository;
        this.json = json;
    }

    /**
     * Rebuilds the lexemes of all comments and deletes those of withdrawn ones, also while comments are submitted and
     * withdrawn.
     *
     * @return the number of comments whose lexemes were rebuilt
     */
    public long rebuild() {
        long rebuilt = 0;
        UUID last = FIRST;
        List<TextRow> page;
        do {
            page = repository.texts(last, PAGE_SIZE);
            if (!page.isEmpty()) {
                last = page.getLast().id();
                rebuilt += rebuild(page);
            }
        } while (page.size() == PAGE_SIZE);
        return rebuilt;
    }

    private long rebuild(List<TextRow> page) {
        List<String> withdrawn = new ArrayList<>();
        List<LexemesRow> rows = new ArrayList<>();
        for (TextRow row : page) {
            if (row.body() == null) {
                withdrawn.add(row.id().toString());
            } else {
                rows.add(new LexemesRow(
                        row.id(),
                        row.name() != null,
                        SearchLexemes.tsVector(Objects.requireNonNullElse(row.name(), ""), row.body())));
            }
        }
        repository.delete(withdrawn.toArray(String[]::new));
        return repository.upsert(json.rows(rows));
    }
}
