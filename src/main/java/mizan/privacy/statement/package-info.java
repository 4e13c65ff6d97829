/** Statements of reasons: what authors of rejected comments are told, and the export for the EU's transparency database. */
@NullMarked
package mizan.privacy.statement;

import org.jspecify.annotations.NullMarked;
