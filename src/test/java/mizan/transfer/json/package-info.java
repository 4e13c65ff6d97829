@NullMarked
package mizan.transfer.json;

import org.jspecify.annotations.NullMarked;
