/** Tests of statements of reasons. */
@NullMarked
package mizan.privacy.statement;

import org.jspecify.annotations.NullMarked;
