/** The form with which readers report a comment. */
@NullMarked
package mizan.embed.report;

import org.jspecify.annotations.NullMarked;
