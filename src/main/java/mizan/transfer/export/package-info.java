/** Export of a site's articles and comments: an archive that imports again, a table for spreadsheets, and WXR for WordPress. */
@NullMarked
package mizan.transfer.export;

import org.jspecify.annotations.NullMarked;
