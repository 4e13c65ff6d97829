@NullMarked
package mizan.transfer.markup;

import org.jspecify.annotations.NullMarked;
