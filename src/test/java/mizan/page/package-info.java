@NullMarked
package mizan.page;

import org.jspecify.annotations.NullMarked;
