package mizan.page;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import mizan.publication.ReadableComment;

/**
 * The demo article with its comments and the form.
 *
 * @param isPending whether the reader has just sent one
 */
@Introspected
public record DemoPage(CommentForm form, List<ReadableComment> comments, boolean isPending) {}
