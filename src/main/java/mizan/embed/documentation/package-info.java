/** The documentation of the API: the OpenAPI description, and its page. */
@NullMarked
package mizan.embed.documentation;

import org.jspecify.annotations.NullMarked;
