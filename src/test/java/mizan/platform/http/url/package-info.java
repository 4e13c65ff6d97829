@NullMarked
package mizan.platform.http.url;

import org.jspecify.annotations.NullMarked;
