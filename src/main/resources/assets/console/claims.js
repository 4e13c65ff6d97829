// Claims: which moderator reviews a comment, and until when. A card has two forms for it, of which at most one is shown.
import { formatTimes } from "./console.js";
import { message } from "./messages.js";

/** Shows the claim on the card; null shows that there is none. */
export function showClaim(item, claim) {
    const isOwn = claim?.moderator === document.documentElement.dataset.account;
    for (const form of item.querySelectorAll(":scope > .comment [data-claim]")) {
        form.hidden = !claim || isOwn !== (form.dataset.claim === "own");
        if (!form.hidden) {
            form.querySelector("time").dateTime = claim.until;
            form.querySelector("[data-claimant]").textContent = isOwn ? message("claimedByMe") : message("claimedBy", claim.moderator);
            formatTimes(form);
        }
    }
}

/** Which other moderator has claimed the comment, as text; empty if none has. */
export function otherClaim(item) {
    const form = item.querySelector(":scope > .comment [data-claim=other]:not([hidden])");
    return form && new Date(form.querySelector("time").dateTime) > Date.now() ? form.querySelector("[data-claimant]").textContent : "";
}
