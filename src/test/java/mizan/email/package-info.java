@NullMarked
package mizan.email;

import org.jspecify.annotations.NullMarked;
