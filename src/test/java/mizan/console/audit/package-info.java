@NullMarked
package mizan.console.audit;

import org.jspecify.annotations.NullMarked;
