package mizan.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BinaryOperator;
import mizan.platform.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the articles without comments. Clients can make up any number of keys of up to 500 characters, so an entry
 * holds a digest of the key, and its value is shared: all entries together take at most 2 MB.
 *
 * @param <V> what is remembered about an article, without anything that the client chose
 */
final class EmptyArticles<V> {

    private static final int MAX_ARTICLES = 10_000;

    private final Cache<Digest, V> entries;

    EmptyArticles(Duration retention) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(MAX_ARTICLES)
                .expireAfterWrite(retention)
                .executor(Runnable::run)
                .build();
    }

    @Nullable V get(PageRequest page) {
        return entries.getIfPresent(Digest.of(page));
    }

    void merge(PageRequest page, V value, BinaryOperator<V> remapping) {
        entries.asMap().merge(Digest.of(page), value, remapping);
    }

    /** The first 128 bits of SHA-256. */
    private record Digest(long high, long low) {

        static Digest of(PageRequest page) {
            ByteBuffer digest =
                    ByteBuffer.wrap(Sha256.of((page.site() + '\n' + page.article()).getBytes(StandardCharsets.UTF_8)));
            return new Digest(digest.getLong(), digest.getLong());
        }
    }
}
