@NullMarked
package mizan.publication;

import org.jspecify.annotations.NullMarked;
