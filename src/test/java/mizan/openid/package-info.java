@NullMarked
package mizan.openid;

import org.jspecify.annotations.NullMarked;
