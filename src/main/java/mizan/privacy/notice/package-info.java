/** Receipts of notices: what the senders of notices of illegal content are told. */
@NullMarked
package mizan.privacy.notice;

import org.jspecify.annotations.NullMarked;
