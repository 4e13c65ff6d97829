package mizan.platform.http.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The maximum size of a route's request body. A route without it accepts {@link #DEFAULT}. The limit follows from the
 * largest request that the contract allows, and is enforced while the body arrives: a larger one is {@link
 * ProblemType#TOO_LARGE}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {

    /** 64 KiB. */
    int DEFAULT = 64 << 10;

    /** A comment of 5,000 characters that take up to 100 bytes each, as JSON or percent-encoded: 512 KiB. */
    int SUBMISSION = 512 << 10;

    /** 500 decisions, each with a note and a legal ground of 8,000 bytes together: 4 MiB. */
    int DECISIONS = 4 << 20;

    /** Screening rules with 10,000 words, as JSON or percent-encoded: 1 MiB. */
    int SCREENING_RULES = 1 << 20;

    /**
     * No limit: the route reads the body as a stream in bounded memory, and slower than the client sends if need be. The
     * request may take longer than others; a client that stops sending is still disconnected.
     */
    int STREAMED = Integer.MAX_VALUE;

    /** The largest limit of a body that is held in memory. */
    int MAX = DECISIONS;

    /** In bytes; at most {@link #MAX}, or {@link #STREAMED}. */
    int value();
}
