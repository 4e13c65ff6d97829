// Rejects all pending comments of an author, as one batch that is undone as one.
import { decide } from "./decisions.js";
import { message } from "./messages.js";
import { sendRequest, showError, showHint } from "./requests.js";
import { confirmDecision } from "./selection.js";

const QUEUE = "/api/v1/moderation/comments";
const PAGE = 200;
const MAX_COMMENTS = 500;

/** @param id any comment of the author. Returns whether anything was rejected. */
export async function rejectAuthor(id) {
    const pending = (await pendingComments(id)).filter(isFree);
    if (pending.length === 0) {
        showHint(message("nothingPending"));
        return false;
    }
    const confirmed = await confirmDecision(pending.length, "REJECT");
    if (confirmed) {
        const cards = pending.map(comment => document.getElementById(`comment-${comment.id}`)).filter(card => card);
        const shown = new Set(cards.map(card => card.dataset.id));
        decide(
            cards,
            "REJECT",
            confirmed,
            pending.filter(comment => !shown.has(comment.id)),
        );
    }
    return Boolean(confirmed);
}

async function pendingComments(author) {
    const comments = [];
    let after = null;
    do {
        const parameters = new URLSearchParams({ status: "PENDING", author, limit: PAGE, ...(after && { after }) });
        const { status, body } = await sendRequest(`${QUEUE}?${parameters}`, undefined, "GET");
        if (status !== 200) {
            showError(message("failed", body.detail ?? status));
            return [];
        }
        comments.push(...body.comments);
        after = body.next;
    } while (after && comments.length < MAX_COMMENTS);
    return comments.slice(0, MAX_COMMENTS);
}

// A comment that another moderator reviews is left to them.
function isFree({ claim }) {
    return !claim || claim.moderator === document.documentElement.dataset.account;
}
