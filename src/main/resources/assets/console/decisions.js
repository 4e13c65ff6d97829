// Decisions: shown at once, then sent, rolled back if the service refuses them, and undone on request.
import { otherClaim, showClaim } from "./claims.js";
import { relativeTime } from "./console.js";
import { keepHeight } from "./fold.js";
import { withDuplicates } from "./duplicates.js";
import { sendRequest, showError } from "./requests.js";
import { isolate, message, plural } from "./messages.js";

const API = "/api/v1/moderation";
const MAX_BATCH = 500;
const MAX_STORED = 20;
const STATUS = { APPROVE: "APPROVED", REJECT: "REJECTED" };

const undoButton = document.querySelector("#undo");
const lastDecisionText = document.querySelector("#last-decision-text");
const announcer = document.querySelector("#announcer");

const storageKey = `mizan.undo.${document.documentElement.dataset.account}`;
const undoStack = JSON.parse(sessionStorage.getItem(storageKey) ?? "[]").map(entry => ({ ...entry, batches: Promise.resolve(entry.done) }));
const inFlight = new WeakMap();

/** Whether a request about the card is still in flight. */
export function isInFlight(item) {
    return inFlight.has(item);
}

export function isPending(item) {
    return item.dataset.status === "PENDING";
}

/** Announces a text to screen readers. */
export function announce(text) {
    announcer.textContent = text;
}

/**
 * Decides on cards and shows the decision at once. If the service refuses one, its card shows the current state.
 *
 * @param unseen comments, as the service sends them, that are decided together with the cards but are not on the page
 */
export function decide(items, verdict, { reason, note, legalGround }, unseen = []) {
    const decided = withDuplicates(items).filter(isPending);
    const count = decided.length + unseen.length;
    if (count === 0) {
        return;
    }
    const before = decided.map(item => inFlight.get(item));
    const isApproval = verdict === "APPROVE";
    keepHeight(decided);
    decided.forEach(item => {
        item.dataset.decidedBy = "me";
        showStatus(item, STATUS[verdict], withReason(message(isApproval ? "you-approved" : "you-rejected"), reason));
    });
    const text = withReason(
        count === 1
            ? message(isApproval ? "approved" : "rejected", decided.length === 1 ? authorName(decided[0]) : unseen[0].name)
            : plural(isApproval ? "approvedMany" : "rejectedMany", count),
        reason,
    );
    const entry = { ids: [...decided.map(item => item.dataset.id), ...unseen.map(({ id }) => id)], text };
    const decision = { verdict, reason: reason ?? undefined, note: note || undefined, legalGround: legalGround || undefined };
    entry.batches = Promise.all(before).then(() => sendDecisions(decided, unseen, decision));
    decided.forEach(item => trackRequest(item, entry.batches));
    entry.batches.then(batches => {
        entry.done = batches;
        if (batches.length === 0) {
            removeFromUndoStack(entry);
        }
        saveUndoStack();
    });
    undoStack.push(entry);
    announce(text);
    showUndo();
}

/** Undoes the last decision, with all comments that were decided together. Returns the first card, or null. */
export async function undo(entry = undoStack.at(-1)) {
    if (!entry) {
        announce(message("nothingToUndo"));
        return null;
    }
    removeFromUndoStack(entry);
    saveUndoStack();
    const items = entry.ids.map(itemById).filter(item => item && !item.classList.contains("refused"));
    const former = new Map(items.map(item => [item, [item.dataset.status, item.querySelector("[data-state]").textContent]]));
    const undone = entry.batches.then(async batches => {
        for (const batch of batches) {
            const response = await sendRequest(`${API}/batches/${batch}/undo`);
            if (response.status === 200) {
                response.body.results
                    .filter(result => entry.ids.includes(result.id) && itemById(result.id))
                    .forEach(result => applyResult(itemById(result.id), result, "PENDING"));
            } else {
                former.forEach(([status, text], item) => showStatus(item, status, text));
                showError(message("failed", response.body.detail ?? response.status));
            }
        }
    });
    items.forEach(item => {
        showStatus(item, "PENDING", "");
        trackRequest(item, undone);
    });
    announce(message("undone", entry.text));
    showUndo();
    return items[0] ?? null;
}

/** Undoes the moderator's own decision on one card, also if it was made together with others. */
export async function undoOne(item) {
    const entry = undoStack.findLast(({ ids }) => ids.includes(item.dataset.id));
    if (!entry || entry.ids.length === 1) {
        return entry ? undo(entry) : null;
    }
    entry.ids = entry.ids.filter(id => id !== item.dataset.id);
    saveUndoStack();
    const [status, text] = [item.dataset.status, item.querySelector("[data-state]").textContent];
    const reopened = entry.batches.then(async () => {
        const response = await sendRequest(`${API}/comments/${item.dataset.id}/reopen`, { version: Number(item.dataset.version) });
        if (response.status === 200) {
            setVersion(item, response.body.version);
        } else {
            showStatus(item, status, text);
            showError(message("failed", response.body.detail ?? response.status));
        }
    });
    showStatus(item, "PENDING", "");
    trackRequest(item, reopened);
    announce(message("undone", authorName(item)));
    return item;
}

/** Shows another moderator's decision on a card. Returns its text; empty if the card already shows that version. */
export function showOtherDecision(item, status, version, by, at) {
    if (version <= Number(item.dataset.version) && item.dataset.status === status) {
        return "";
    }
    const ago = at ? relativeTime((Date.now() - new Date(at)) / 1000) : "";
    const text = message(`by.${status}`, by ?? message("service"), ago)
        .replace(/\s+/g, " ")
        .trim();
    setVersion(item, version);
    keepHeight([item]);
    item.dataset.decidedBy = "other";
    item.dataset.decidedAt = at ?? new Date().toISOString();
    showStatus(item, status, text);
    if (status === "REJECTED") {
        addReason(item, version, text);
    }
    return text;
}

// The events do not say why a comment was rejected.
async function addReason(item, version, text) {
    try {
        const response = await fetch(`${API}/comments/${item.dataset.id}`);
        const { decision } = response.ok ? await response.json() : {};
        if (decision?.version === version && Number(item.dataset.version) === version) {
            item.dataset.decidedAt = decision.at;
            showStatus(item, "REJECTED", withReason(text, decision.reason));
        }
    } catch {
        // The card says at least who rejected the comment.
    }
}

function withReason(text, reason) {
    const label = reason && document.querySelector("#reasons").content.querySelector(`[value=${reason}]`).dataset.label;
    return label ? `${text} · ${label}` : text;
}

async function sendDecisions(items, unseen, decision) {
    const cards = items.map(item => ({ item, id: item.dataset.id, version: Number(item.dataset.version) }));
    const all = [...cards, ...unseen];
    const batches = [];
    for (let from = 0; from < all.length; from += MAX_BATCH) {
        const part = all.slice(from, from + MAX_BATCH);
        const { verdict, reason, note, legalGround } = decision;
        const decisions = part.map(({ id, version }) => ({ id, version, verdict }));
        const response = await sendRequest(`${API}/decisions`, { decisions, reason, note, legalGround });
        if (response.status === 200) {
            response.body.results.forEach((result, index) => showResult(part[index], result, STATUS[decision.verdict]));
            if (response.body.results.some(result => result.status === 200)) {
                batches.push(response.body.batch);
            }
        } else {
            part.forEach(target => refuse(target, response.body.detail ?? response.status));
        }
    }
    return batches;
}

function showResult(target, result, status) {
    if (target.item) {
        applyResult(target.item, result, status);
    } else if (result.status !== 200) {
        refuse(target, result.problem?.detail ?? message("gone"));
    }
}

function refuse({ item, name }, cause) {
    if (item) {
        rollBack(item, cause);
    } else {
        showError(`${isolate(name ?? "")} – ${message("failed", cause)}`);
    }
}

function applyResult(item, result, status) {
    if (result.status === 200) {
        setVersion(item, result.version);
        if (status !== "PENDING") {
            item.querySelector(".reasons")?.remove();
        }
        return;
    }
    const current = result.problem?.current;
    item.classList.add("refused");
    if (current && current.status !== "PENDING") {
        item.dataset.status = "PENDING";
        showError(
            `${isolate(authorName(item))} – ${showOtherDecision(item, current.status, current.version, current.decidedBy, current.decidedAt)}`,
        );
    } else {
        const isClaimed = result.problem?.type?.endsWith("claimed-by-another");
        setVersion(item, current?.version ?? item.dataset.version);
        rollBack(
            item,
            isClaimed
                ? showRefusingClaim(item, current?.claim)
                : result.status === 404
                  ? message("gone")
                  : (result.problem?.errors?.[0]?.detail ?? result.problem?.detail),
        );
        if (otherClaim(item) !== "") {
            item.querySelector("[data-state]").replaceChildren(); // the claim is shown below
        }
    }
}

// Shows which moderator has claimed the comment. Returns the text.
function showRefusingClaim(item, claim) {
    if (claim) {
        showClaim(item, claim);
    }
    return otherClaim(item) || message("claimed");
}

function rollBack(item, cause) {
    showStatus(item, "PENDING", cause);
    item.classList.add("refused");
    showError(`${isolate(authorName(item))} – ${message("failed", cause)}`);
}

function trackRequest(item, request) {
    inFlight.set(item, request);
    request.finally(() => {
        if (inFlight.get(item) === request) {
            inFlight.delete(item);
        }
    });
}

function setVersion(item, version) {
    item.dataset.version = version;
    const field = item.querySelector("[name=version]");
    if (field) {
        field.value = version;
    }
}

function showStatus(item, status, text) {
    const state = item.querySelector("[data-state]");
    item.dataset.status = status;
    item.classList.toggle("decided", status !== "PENDING");
    item.classList.remove("refused");
    state.replaceChildren();
    if (status === "PENDING") {
        delete item.dataset.decidedBy;
        delete item.dataset.decidedAt;
    } else {
        item.dataset.decidedAt ??= new Date().toISOString();
    }
    if (text) {
        const badge = document.createElement("span");
        badge.className = `badge ${{ APPROVED: "good", REJECTED: "bad" }[status] ?? "warn"}`;
        badge.textContent = text;
        state.append(badge);
    }
    const box = item.querySelector(".select-box");
    if (box && status !== "PENDING" && box.checked) {
        box.checked = false;
        box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    item.dispatchEvent(new CustomEvent("status", { bubbles: true }));
}

// The service refused every decision of the entry, so there is nothing to undo.
function removeFromUndoStack(entry) {
    const index = undoStack.indexOf(entry);
    if (index >= 0) {
        undoStack.splice(index, 1);
        showUndo();
    }
}

// Saved for the next page of this tab, so that the last decisions can be undone there too.
function saveUndoStack() {
    const stored = undoStack
        .filter(entry => entry.done)
        .slice(-MAX_STORED)
        .map(({ ids, text, done }) => ({ ids, text, done }));
    sessionStorage.setItem(storageKey, JSON.stringify(stored));
}

/** Offers to undo the last decision, if there is one. */
export function showUndo() {
    const newest = undoStack.at(-1);
    lastDecisionText.textContent = newest?.text ?? "";
    undoButton.hidden = !newest;
}

function authorName(item) {
    return item.querySelector(".name").textContent;
}

function itemById(id) {
    return document.getElementById(`comment-${id}`);
}
