/** The database schema: migrations with Flyway, and the check at the start that schema and grants fit. */
@NullMarked
package mizan.platform.schema;

import org.jspecify.annotations.NullMarked;
