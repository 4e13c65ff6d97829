package mizan.comment.article;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ArticleRepository extends GenericRepository<Article, String> {

    String SELECT_ARTICLES = """
            SELECT a.site, a.key, a.url, a.title, a.comments, a.site_rules, a.slow_mode,
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
              FROM (SELECT site, key, url, title, comments, site_rules, slow_mode
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

    /**
     * Stores the values that are not null, and the article if it is new.
     *
     * @param change a JSON array with one {@link Articles.Change}
     */
    @Query("""
            WITH change AS (
                SELECT *
                  FROM json_to_recordset(CAST(:change AS json))
                    AS c (site text, key text, url text, title text, comments text, site_rules boolean, slow_mode boolean)
            ), stored AS (
                INSERT INTO article AS a (site, key, url, title, comments, site_rules, slow_mode, changed_at)
                SELECT site, key, url, title, coalesce(comments, 'OPEN'), coalesce(site_rules, true),
                       coalesce(slow_mode, false), now()
                  FROM change
                    ON CONFLICT (site, key)
                    DO UPDATE SET url = coalesce(EXCLUDED.url, a.url),
                                  title = coalesce(EXCLUDED.title, a.title),
                                  comments = coalesce((SELECT comments FROM change), a.comments),
                                  site_rules = coalesce((SELECT site_rules FROM change), a.site_rules),
                                  slow_mode = coalesce((SELECT slow_mode FROM change), a.slow_mode),
                                  changed_at = now()
                RETURNING a.key
            )
            SELECT count(*)
              FROM stored
            """)
    long store(String change);

    /** The articles in slow mode. */
    @Query("""
            SELECT site, key
              FROM article
             WHERE slow_mode
            """)
    List<Articles.Position> slowArticles();

    /** Articles with at least so many pending comments since an instant: for each site its number. */
    @Query("""
            SELECT burst.site, burst.key
              FROM unnest(CAST(:sites AS text[]), CAST(:bursts AS integer[])) AS limited (site, burst)
             CROSS JOIN LATERAL (
                   SELECT c.site, c.article AS key
                     FROM comment c
                    WHERE c.site = limited.site
                      AND c.status = 'PENDING'
                      AND c.submitted_at > CAST(:since AS timestamptz)
                    GROUP BY c.site, c.article
                   HAVING count(*) >= limited.burst) burst
            """)
    List<Articles.Position> burstingArticles(String[] sites, String[] bursts, Instant since);

    /** Stores articles that are new: one row for each position in the arrays. */
    @Query("""
            WITH added AS (
                INSERT INTO article (site, key, url, title, comments, changed_at)
                SELECT site, key, url, title, coalesce(comments, 'OPEN'), now()
                  FROM unnest(CAST(:sites AS text[]), CAST(:keys AS text[]), CAST(:urls AS text[]), CAST(:titles AS text[]),
                              CAST(:settings AS text[])) AS new_article (site, key, url, title, comments)
                 ORDER BY site, key
                    ON CONFLICT (site, key) DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long addMissing(
            @Nullable String[] sites,
            @Nullable String[] keys,
            @Nullable String[] urls,
            @Nullable String[] titles,
            @Nullable String[] settings);
}
