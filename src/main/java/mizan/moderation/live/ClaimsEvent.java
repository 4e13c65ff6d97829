package mizan.moderation.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.comment.claim.LiveClaim;

/**
 * The claims on pending comments, or what has changed in them.
 *
 * @param complete whether {@code claimed} lists all claims; otherwise only the changed ones
 * @param claimed new, renewed and taken over claims
 * @param released the comments whose claim was released or has expired
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record ClaimsEvent(boolean complete, List<LiveClaim> claimed, List<UUID> released) {

    static final String NAME = "claims";

    static ClaimsEvent all(Map<UUID, LiveClaim> claims) {
        return new ClaimsEvent(true, List.copyOf(claims.values()), List.of());
    }

    static ClaimsEvent changes(Map<UUID, LiveClaim> before, Map<UUID, LiveClaim> now) {
        return new ClaimsEvent(
                false,
                now.values().stream()
                        .filter(claim -> !claim.equals(before.get(claim.id())))
                        .toList(),
                before.keySet().stream().filter(id -> !now.containsKey(id)).toList());
    }

    boolean isEmpty() {
        return !complete && claimed.isEmpty() && released.isEmpty();
    }
}
