@NullMarked
package mizan.platform.http;

import org.jspecify.annotations.NullMarked;
