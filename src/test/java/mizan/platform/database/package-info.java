@NullMarked
package mizan.platform.database;

import org.jspecify.annotations.NullMarked;
