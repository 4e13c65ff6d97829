@NullMarked
package mizan.platform.i18n;

import org.jspecify.annotations.NullMarked;
