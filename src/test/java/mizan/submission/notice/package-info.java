/** Tests of notices of illegal content. */
@NullMarked
package mizan.submission.notice;

import org.jspecify.annotations.NullMarked;
