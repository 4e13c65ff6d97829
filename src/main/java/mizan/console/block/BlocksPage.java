package mizan.console.block;

import io.micronaut.http.uri.UriBuilder;
import java.util.List;
import java.util.Objects;
import mizan.comment.block.Block;
import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the list of blocks.
 *
 * @param done what has just been done, as a key of a message; null for nothing
 * @param nextCursor the cursor of the next page; null on the last page
 */
public record BlocksPage(
        Layout layout,
        List<Block> blocks,
        @Nullable String done,
        @Nullable String nextCursor) {

    static final String PATH = "/console/blocks";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String author(Block block) {
        return Objects.requireNonNullElseGet(block.name(), () -> text("author.deleted"));
    }

    public static String liftPath(Block block) {
        return PATH + "/" + block.id() + "/lift";
    }

    public String nextPath() {
        return UriBuilder.of(PATH).queryParam("after", nextCursor).toString();
    }
}
