// Loads the next comments before the last one is decided, so that nobody waits for them.
import { sendRequest } from "./requests.js";

const AHEAD = 10;
const CLAIMS_AHEAD = 4;
const CLAIM_LIMIT = 10;

const queue = document.querySelector("#queue");
let isLoading = false;

/** Loads the next page of the list, or claims the next comments on the page of the moderator's claims. */
export async function prefetch(items, remaining) {
    const end = items.querySelector("#more");
    const next = end?.querySelector("a");
    if (isLoading || !end || remaining > (next ? AHEAD : CLAIMS_AHEAD)) {
        return;
    }
    isLoading = true;
    try {
        if (next) {
            await htmx.ajax("GET", next.href, { target: "#more", swap: "outerHTML" });
        } else if (queue.dataset.claims === "true" && (await claimNext())) {
            await htmx.ajax("GET", location.href, { target: "#more", swap: "outerHTML" });
        }
    } finally {
        isLoading = false;
    }
}

async function claimNext() {
    const { status, body } = await sendRequest("/api/v1/moderation/claims", { limit: CLAIM_LIMIT, site: queue.dataset.site || undefined });
    return status === 200 && body.comments.length > 0;
}
