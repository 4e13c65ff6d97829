/** Reads exports of WordPress (WXR). */
@NullMarked
package mizan.transfer.wordpress;

import org.jspecify.annotations.NullMarked;
