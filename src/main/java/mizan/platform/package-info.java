/**
 * What every feature leans on: problems, strict request bodies, the clock, deadlines, finished answers, secrets, the log,
 * the database's start.
 */
@NullMarked
package mizan.platform;

import org.jspecify.annotations.NullMarked;
