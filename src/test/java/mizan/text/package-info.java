@NullMarked
package mizan.text;

import org.jspecify.annotations.NullMarked;
