package mizan.comment;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ArticleRepository extends GenericRepository<Article, String> {

    String SELECT_ARTICLES = """
            SELECT a.site, a.key, a.url, a.title, a.comments,
                   (SELECT count(*)
                      FROM comment c
                     WHERE c.site = a.site
                       AND c.article = a.key
                       AND c.status = 'PENDING') AS pending,
                   (SELECT count(*)
                      FROM comment c
                     WHERE c.site = a.site
                       AND c.article = a.key
                       AND c.status = 'APPROVED') AS published
            """;

    /** Articles by site and key, after this position, whose key or title contains the text. */
    @Query(SELECT_ARTICLES + """
              FROM (SELECT site, key, url, title, comments
                      FROM article
                     WHERE site = ANY (:sites)
                       AND (site, key) > (CAST(:afterSite AS text), CAST(:afterKey AS text))
                       AND (CAST(:text AS text) IS NULL
                            OR strpos(lower(key), lower(CAST(:text AS text))) > 0
                            OR strpos(lower(title), lower(CAST(:text AS text))) > 0)
                     ORDER BY site, key
                     LIMIT :limit) a
             ORDER BY a.site, a.key
            """)
    List<Article> page(String[] sites, @Nullable String text, String afterSite, String afterKey, int limit);

    @Query(SELECT_ARTICLES + """
              FROM article a
             WHERE a.site = :site
               AND a.key = :key
            """)
    Optional<Article> find(String site, String key);

    /** Stores the values that are not null, and the article if it is new. */
    @Query("""
            WITH stored AS (
                INSERT INTO article AS a (site, key, url, title, comments, changed_at)
                VALUES (:site, :key, CAST(:url AS text), CAST(:title AS text), coalesce(CAST(:comments AS text), 'OPEN'),
                        now())
                    ON CONFLICT (site, key)
                    DO UPDATE SET url = coalesce(CAST(:url AS text), a.url),
                                  title = coalesce(CAST(:title AS text), a.title),
                                  comments = coalesce(CAST(:comments AS text), a.comments),
                                  changed_at = now()
                RETURNING a.key
            )
            SELECT count(*)
              FROM stored
            """)
    long store(
            String site, String key, @Nullable String url, @Nullable String title, @Nullable ArticleComments comments);
}
