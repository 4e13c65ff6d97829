/** The pages for accounts, passwords and sign-in. */
@NullMarked
package mizan.console.account;

import org.jspecify.annotations.NullMarked;
