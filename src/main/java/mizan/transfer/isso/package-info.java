/** Comments of Isso, as SQLite prints them. */
@NullMarked
package mizan.transfer.isso;

import org.jspecify.annotations.NullMarked;
