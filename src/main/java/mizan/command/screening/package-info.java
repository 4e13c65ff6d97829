/** The command {@code screening}: trains a model for a site, and evaluates one on a file of labelled texts. */
@NullMarked
package mizan.command.screening;

import org.jspecify.annotations.NullMarked;
