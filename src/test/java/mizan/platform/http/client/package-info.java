@NullMarked
package mizan.platform.http.client;

import org.jspecify.annotations.NullMarked;
