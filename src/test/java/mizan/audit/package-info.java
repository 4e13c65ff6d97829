@NullMarked
package mizan.audit;

import org.jspecify.annotations.NullMarked;
