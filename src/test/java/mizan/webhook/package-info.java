@NullMarked
package mizan.webhook;

import org.jspecify.annotations.NullMarked;
