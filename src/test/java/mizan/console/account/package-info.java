@NullMarked
package mizan.console.account;

import org.jspecify.annotations.NullMarked;
