/** The articles that comments are written on: their titles and URLs, and whether they take comments. */
@NullMarked
package mizan.comment.article;

import org.jspecify.annotations.NullMarked;
