package mizan.comment.article;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.JsonParameters;
import org.jspecify.annotations.Nullable;

/** Articles: their address, title, and whether they take comments. */
@Singleton
public class Articles {

    private final ArticleRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final JsonParameters json;

    Articles(ArticleRepository repository, TransactionOperations<Connection> transactions, JsonParameters json) {
        this.json = json;
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
            repository.store(json.rows(List.of(change)));
            inTransaction.run();
            return repository.find(change.site(), change.key()).orElseThrow();
        });
    }

    /** The articles in which a client can send only one comment a minute. */
    public Set<Position> slow() {
        return Set.copyOf(repository.slowArticles());
    }

    /**
     * The articles that get many comments now.
     *
     * @param bursts for each site the number of pending comments since the instant
     */
    public Set<Position> bursting(Map<String, Integer> bursts, Instant since) {
        List<Map.Entry<String, Integer>> sites = List.copyOf(bursts.entrySet());
        return sites.isEmpty()
                ? Set.of()
                : Set.copyOf(repository.burstingArticles(
                        sites.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        sites.stream().map(entry -> entry.getValue().toString()).toArray(String[]::new),
                        since));
    }

    /** Stores those of the articles that are new, with all their values. */
    public void addMissing(List<Change> articles) {
        if (!articles.isEmpty()) {
            repository.addMissing(
                    ArrayParameters.texts(articles, Change::site),
                    ArrayParameters.texts(articles, Change::key),
                    ArrayParameters.texts(articles, Change::url),
                    ArrayParameters.texts(articles, Change::title),
                    ArrayParameters.texts(articles, article -> Objects.toString(article.comments(), null)));
        }
    }

    /** A position in the list. */
    @Introspected
    public record Position(String site, String key) {

        public static final Position START = new Position("", "");
    }

    /**
     * A change. What is null stays as it is.
     *
     * @param url wins over the addresses that come with comments
     * @param title wins over the titles that come with comments
     * @param siteRules whether the site's rules can close the article
     * @param slowMode whether a client can send only one comment a minute
     */
    @Introspected
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Change(
            String site,
            String key,
            @Nullable String url,
            @Nullable String title,
            @Nullable ArticleComments comments,
            @Nullable Boolean siteRules,
            @Nullable Boolean slowMode) {}
}
