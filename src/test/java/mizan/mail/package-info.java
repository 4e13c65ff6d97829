@NullMarked
package mizan.mail;

import org.jspecify.annotations.NullMarked;
