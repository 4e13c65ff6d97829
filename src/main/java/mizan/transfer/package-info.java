/**
 * Import of comments from other systems, and export.
 *
 * <p>Each format has a sub-package with a {@link mizan.transfer.source.CommentSource}, which reads a file as a stream and passes on
 * one {@link mizan.transfer.source.ImportedComment} after the other.
 */
@NullMarked
package mizan.transfer;

import org.jspecify.annotations.NullMarked;
