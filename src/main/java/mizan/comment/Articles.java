package mizan.comment;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Articles: their address, title, and whether they take comments. */
@Singleton
public class Articles {

    private final ArticleRepository repository;
    private final TransactionOperations<Connection> transactions;

    Articles(ArticleRepository repository, TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /**
     * Articles of the sites, sorted by site and key.
     *
     * @param text a part of the key or the title; null for all articles
     */
    public List<Article> page(Set<String> sites, @Nullable String text, Position after, int limit) {
        return repository.page(sites.toArray(String[]::new), text, after.site(), after.key(), limit);
    }

    /** One article; empty if it has no comments and was never changed. */
    public Optional<Article> find(String site, String key) {
        return repository.find(site, key);
    }

    /** Changes an article, or stores a new one, and runs {@code inTransaction} in the same transaction. */
    public Article change(Change change, Runnable inTransaction) {
        return transactions.executeWrite(_ -> {
            repository.store(change.site(), change.key(), change.url(), change.title(), change.comments());
            inTransaction.run();
            return repository.find(change.site(), change.key()).orElseThrow();
        });
    }

    /** A position in the list. */
    public record Position(String site, String key) {

        public static final Position START = new Position("", "");
    }

    /**
     * A change. What is null stays as it is.
     *
     * @param url wins over the addresses that come with comments
     * @param title wins over the titles that come with comments
     */
    public record Change(
            String site,
            String key,
            @Nullable String url,
            @Nullable String title,
            @Nullable ArticleComments comments) {}
}
