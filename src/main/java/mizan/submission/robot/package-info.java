/** Telling robots from people: form stamps, and proofs of work while a site gets many submissions. */
@NullMarked
package mizan.submission.robot;

import org.jspecify.annotations.NullMarked;
