package mizan.moderation.queue;

import mizan.moderation.AuthorScope;

/**
 * How comments of an author are recognised.
 *
 * @param fingerprints the fingerprints of the author's address under all keys, as PostgreSQL's hex format; empty unless
 *     several keys are in use
 */
@SuppressWarnings("ArrayRecordComponent") // a query parameter; never compared
record AuthorMatch(AuthorScope scope, String[] fingerprints) {

    @Override
    public String toString() {
        return "AuthorMatch[" + scope + "]";
    }
}
