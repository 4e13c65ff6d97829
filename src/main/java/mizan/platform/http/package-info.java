/** HTTP: problem details, headers of responses, and HTML templates. */
@NullMarked
package mizan.platform.http;

import org.jspecify.annotations.NullMarked;
