// Loads the next comments before the last one is decided, so that nobody waits for them.
import { sendRequest } from "./requests.js";

const AHEAD = 10;
const CLAIMS_AHEAD = 4;
const CLAIM_LIMIT = 10;

const queue = document.querySelector("#queue");
let loading = null;

/**
 * Loads the next page of the list, or claims the next comments on the page of the moderator's claims. The promise resolves
 * when nothing is being loaded.
 */
export function prefetch(items, remaining) {
    const end = items.querySelector("#more");
    const isNeeded = end && remaining <= (end.querySelector("a") ? AHEAD : CLAIMS_AHEAD);
    if (!loading && isNeeded) {
        loading = load(end.querySelector("a")).finally(() => {
            loading = null;
        });
    }
    return loading ?? Promise.resolve();
}

async function load(next) {
    if (next) {
        await htmx.ajax("GET", next.href, { target: "#more", swap: "outerHTML" });
    } else if (queue.dataset.claims === "true" && (await claimNext())) {
        await htmx.ajax("GET", location.href, { target: "#more", swap: "outerHTML" });
    }
}

async function claimNext() {
    const { status, body } = await sendRequest("/api/v1/moderation/claims", { limit: CLAIM_LIMIT, site: queue.dataset.site || undefined });
    return status === 200 && body.comments.length > 0;
}
