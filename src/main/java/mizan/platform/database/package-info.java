/** PostgreSQL: group commit, timeouts, array parameters, UUIDv7, recognising an unavailable database. */
@NullMarked
package mizan.platform.database;

import org.jspecify.annotations.NullMarked;
