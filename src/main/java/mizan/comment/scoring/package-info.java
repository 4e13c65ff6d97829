/** Pending comments that wait for the score of another service. */
@NullMarked
package mizan.comment.scoring;

import org.jspecify.annotations.NullMarked;
