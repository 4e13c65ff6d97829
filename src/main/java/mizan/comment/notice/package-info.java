/** Notices of illegal content (Regulation (EU) 2022/2065, article 16) about published comments. */
@NullMarked
package mizan.comment.notice;

import org.jspecify.annotations.NullMarked;
