@NullMarked
package mizan.site;

import org.jspecify.annotations.NullMarked;
