/** Passwords: which ones are accepted, and their hashes with Argon2id. */
@NullMarked
package mizan.moderator.password;

import org.jspecify.annotations.NullMarked;
