@NullMarked
package mizan.transfer.commento;

import org.jspecify.annotations.NullMarked;
