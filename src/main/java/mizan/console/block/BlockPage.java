package mizan.console.block;

import java.util.List;
import java.util.Objects;
import mizan.comment.block.BlockKind;
import mizan.console.CommentLinks;
import mizan.console.layout.Layout;
import mizan.moderation.queue.QueuedComment;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page that blocks the author or the network of a comment.
 *
 * @param form as typed
 * @param problem why the block was refused, or null
 */
public record BlockPage(
        Layout layout,
        QueuedComment comment,
        BlockForm form,
        @Nullable String problem) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String author() {
        return Objects.requireNonNullElseGet(comment.name(), () -> text("author.deleted"));
    }

    public String path() {
        return CommentLinks.path(comment.id());
    }

    public List<BlockKind> kinds() {
        return List.of(BlockKind.values());
    }

    public List<String> periods() {
        return BlockForm.PERIODS;
    }
}
