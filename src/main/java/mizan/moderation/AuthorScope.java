package mizan.moderation;

import mizan.moderator.Moderator;
import mizan.moderator.Role;

/**
 * Which comments count as the same author's. The author's numbers and the filter by author must not reveal whether an
 * address is known: anybody can submit a comment with any address and look at it in the queue.
 */
public enum AuthorScope {
    /** All comments with the same e-mail address, for the role PRIVACY. */
    ADDRESS,
    /** Only those that were sent from the same client network in the same week. */
    CLIENT;

    public static AuthorScope of(Moderator moderator) {
        return moderator.has(Role.PRIVACY) ? ADDRESS : CLIENT;
    }
}
