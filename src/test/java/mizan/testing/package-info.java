/** What the tests share: the running service, its clock, valid things to start from. */
@NullMarked
package mizan.testing;

import org.jspecify.annotations.NullMarked;
