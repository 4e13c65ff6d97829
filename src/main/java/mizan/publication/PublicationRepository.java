package mizan.publication;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.article.ArticleComments;
import mizan.platform.database.UuidV7;
import org.jspecify.annotations.Nullable;

// Reads comments only through the views for readers, never from the table.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PublicationRepository extends GenericRepository<PublicationRepository.CommentRow, UUID> {

    /** A condition on an approved comment {@code c}. */
    String ARTICLE_IS_SHOWN = """
               AND NOT EXISTS (SELECT 1
                                 FROM article a
                                WHERE a.site = c.site
                                  AND a.key = c.article
                                  AND a.comments = 'HIDDEN')
            """;

    @Query("""
            SELECT root_id, count(*) FILTER (WHERE id <> root_id) AS reply_count
              FROM approved_comment
             WHERE site = :site
               AND article = :article
               AND (CAST(:after AS uuid) IS NULL OR root_id > CAST(:after AS uuid))
             GROUP BY root_id
             ORDER BY root_id
             LIMIT :limit
            """)
    List<RootRow> oldestRoots(String site, String article, @Nullable UUID after, int limit);

    @Query("""
            SELECT root_id, count(*) FILTER (WHERE id <> root_id) AS reply_count
              FROM approved_comment
             WHERE site = :site
               AND article = :article
               AND (CAST(:after AS uuid) IS NULL OR root_id < CAST(:after AS uuid))
             GROUP BY root_id
             ORDER BY root_id DESC
             LIMIT :limit
            """)
    List<RootRow> newestRoots(String site, String article, @Nullable UUID after, int limit);

    /** Returns the approved comments of each thread, oldest first, up to the limit per thread. */
    @Query("""
            SELECT thread.id, thread.parent_id, thread.root_id, thread.name, thread.body, thread.submitted_at
              FROM unnest(CAST(:roots AS uuid[])) AS root (id)
             CROSS JOIN LATERAL (
                   SELECT id, parent_id, root_id, name, body, submitted_at
                     FROM approved_comment
                    WHERE site = :site
                      AND article = :article
                      AND root_id = root.id
                    ORDER BY id
                    LIMIT :limit) thread
             ORDER BY thread.root_id, thread.id
            """)
    List<CommentRow> threads(String site, String article, String[] roots, int limit);

    @Query("""
            SELECT id, parent_id, root_id, name, body, submitted_at
              FROM approved_comment
             WHERE site = :site
               AND article = :article
               AND root_id = :root
               AND id <> :root
               AND id > :after
             ORDER BY id
             LIMIT :limit
            """)
    List<CommentRow> replies(String site, String article, UUID root, UUID after, int limit);

    /** Returns these comments and their ancestors, as far as they are removed. */
    @Query("""
            WITH RECURSIVE removed AS (
                SELECT id, parent_id, root_id
                  FROM removed_comment
                 WHERE site = :site
                   AND article = :article
                   AND id = ANY (CAST(:ids AS uuid[]))
                 UNION
                SELECT up.id, up.parent_id, up.root_id
                  FROM removed
                  JOIN removed_comment up ON up.id = removed.parent_id
            )
            SELECT id, parent_id, root_id
              FROM removed
            """)
    List<RemovedRow> removed(String site, String article, String[] ids);

    @Query("""
            SELECT c.id, c.article, c.parent_id, c.root_id, c.name, c.body, c.submitted_at
              FROM approved_comment c
             WHERE c.site = :site
               AND c.id = :id
            """ + ARTICLE_IS_SHOWN)
    Optional<SingleRow> find(String site, UUID id);

    /** Returns the top-level comment before this one, oldest first. Only threads with an approved comment count. */
    @Query("""
            SELECT root_id
              FROM approved_comment
             WHERE site = :site
               AND article = :article
               AND root_id < :root
             ORDER BY root_id DESC
             LIMIT 1
            """)
    Optional<UUID> rootBefore(String site, String article, UUID root);

    /** Returns the top-level comment after this one, oldest first. Only threads with an approved comment count. */
    @Query("""
            SELECT root_id
              FROM approved_comment
             WHERE site = :site
               AND article = :article
               AND root_id > :root
             ORDER BY root_id
             LIMIT 1
            """)
    Optional<UUID> rootAfter(String site, String article, UUID root);

    /** Returns the ids of the approved replies before this one in its thread, newest first. */
    @Query("""
            SELECT id
              FROM approved_comment
             WHERE site = :site
               AND article = :article
               AND root_id = :root
               AND id <> :root
               AND id < :reply
             ORDER BY id DESC
             LIMIT :limit
            """)
    List<UUID> repliesBefore(String site, String article, UUID root, UUID reply, int limit);

    @Query("""
            SELECT a.comments, a.site_rules, a.known_at,
                   (SELECT c.root_id
                      FROM approved_comment c
                     WHERE c.site = a.site
                       AND c.article = a.key
                     ORDER BY c.root_id
                     LIMIT 1) AS first_id
              FROM article a
             WHERE a.site = :site
               AND a.key = :article
            """)
    Optional<StateRow> state(String site, String article);

    /** The articles that an ADMIN has changed in the last ten seconds. */
    @Query("""
            SELECT site, key
              FROM article
             WHERE changed_at > now() - CAST('10 s' AS interval)
            """)
    List<ArticleRow> changedArticles();

    @Query("""
            SELECT count(*)
              FROM approved_comment
             WHERE site = :site
               AND article = :article
            """)
    long count(String site, String article);

    @Query("""
            SELECT c.article, count(*) AS count
              FROM approved_comment c
             WHERE c.site = :site
               AND c.article = ANY (:articles)
            """ + ARTICLE_IS_SHOWN + """
             GROUP BY c.article
            """)
    List<CountRow> counts(String site, String[] articles);

    @Query("""
            SELECT c.id, c.article, described.url AS article_url, c.name, c.body, c.submitted_at, c.published_at
              FROM approved_comment c
              LEFT JOIN article described ON described.site = c.site AND described.key = c.article
             WHERE c.site = :site
            """ + ARTICLE_IS_SHOWN + """
             ORDER BY c.published_at DESC, c.id DESC
             LIMIT :limit
            """)
    List<LatestComment> latest(String site, int limit);

    @Query("""
            SELECT c.id, c.article, described.url AS article_url, c.name, c.body, c.submitted_at, c.published_at
              FROM approved_comment c
              LEFT JOIN article described ON described.site = c.site AND described.key = c.article
             WHERE c.site = :site
               AND c.article = :article
            """ + ARTICLE_IS_SHOWN + """
             ORDER BY c.published_at DESC, c.id DESC
             LIMIT :limit
            """)
    List<LatestComment> latest(String site, String article, int limit);

    @Introspected
    record RootRow(UUID rootId, long replyCount) {}

    @Introspected
    record CommentRow(
            UUID id,
            @Nullable UUID parentId,
            UUID rootId,
            @Nullable String name,
            String body,
            Instant submittedAt) {}

    /** One comment with its article. */
    @Introspected
    record SingleRow(
            UUID id,
            String article,
            @Nullable UUID parentId,
            UUID rootId,
            @Nullable String name,
            String body,
            Instant submittedAt) {}

    @Introspected
    record StateRow(
            ArticleComments comments,
            boolean siteRules,
            Instant knownAt,
            @Nullable UUID firstId) {

        /** The time of the first comment. Imported comments are older than the service's knowledge of the article. */
        Instant firstAt() {
            Instant first = firstId == null ? knownAt : UuidV7.instant(firstId);
            return first.isBefore(knownAt) ? first : knownAt;
        }
    }

    @Introspected
    record ArticleRow(String site, String key) {}

    @Introspected
    record RemovedRow(UUID id, @Nullable UUID parentId, UUID rootId) {}

    @Introspected
    record CountRow(String article, long count) {}
}
