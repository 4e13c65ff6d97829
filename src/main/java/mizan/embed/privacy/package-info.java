/** The privacy notice of a site. */
@NullMarked
package mizan.embed.privacy;

import org.jspecify.annotations.NullMarked;
