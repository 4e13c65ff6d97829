/** Exports of Commento and Comentario. */
@NullMarked
package mizan.transfer.commento;

import org.jspecify.annotations.NullMarked;
