/** The pages on which moderators find articles, and administrators change them. */
@NullMarked
package mizan.console.article;

import org.jspecify.annotations.NullMarked;
