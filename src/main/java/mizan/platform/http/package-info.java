/** HTTP: problem details, strict request bodies, cursors, client addresses, HTML templates. */
@NullMarked
package mizan.platform.http;

import org.jspecify.annotations.NullMarked;
