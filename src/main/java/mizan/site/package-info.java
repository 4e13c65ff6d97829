/** The sites that use the service, with their origins and languages. They come from the configuration. */
@NullMarked
package mizan.site;

import org.jspecify.annotations.NullMarked;
