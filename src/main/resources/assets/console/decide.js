// Decisions: shown at once, sent, rolled back where the service refuses, and taken back on request.
import { age } from "./console.js";
import { ask, goOn, refuse } from "./send.js";
import { counted, isolated, text } from "./words.js";

const API = "/api/v1/moderation";
const MOST = 500;
const KEPT = 20;
const STATUS = { APPROVE: "APPROVED", REJECT: "REJECTED" };

const last = document.querySelector("#last");
const said = document.querySelector("#said");
const say = document.querySelector("#say");

const memory = `mizan.past.${document.documentElement.dataset.account}`;
const past = JSON.parse(sessionStorage.getItem(memory) ?? "[]").map(entry => ({ ...entry, batches: Promise.resolve(entry.done) }));
const busy = new WeakMap();

/** Whether an answer about it is still to come. */
export function isBusy(item) {
    return busy.has(item);
}

export function isPending(item) {
    return item.dataset.status === "PENDING";
}

/** Says something to whoever listens rather than looks. */
export function announce(sentence) {
    say.textContent = sentence;
}

/** Decides on cards, which look decided at once; what is refused looks as it stands then. */
export function decide(items, verdict, reason, note) {
    const decided = items.filter(isPending);
    if (decided.length === 0) {
        return;
    }
    goOn();
    const before = decided.map(item => busy.get(item));
    decided.forEach(item => show(item, STATUS[verdict], text(verdict === "APPROVE" ? "you-approved" : "you-rejected")));
    const sentence = decided.length === 1
        ? text(verdict === "APPROVE" ? "approved" : "rejected", name(decided[0]))
        : counted("many", decided.length);
    const entry = { ids: decided.map(item => item.dataset.id), sentence };
    entry.batches = send(decided, before, { verdict, reason: reason ?? undefined, note: note || undefined });
    decided.forEach(item => hold(item, entry.batches));
    entry.batches.then(batches => {
        entry.done = batches;
        if (batches.length === 0) {
            forget(entry);
        }
        remember();
    });
    past.push(entry);
    announce(sentence);
    offer();
}

/** Takes the last decision back, with all that was decided along with it. */
export async function undo() {
    const entry = past.pop();
    if (!entry) {
        announce(text("nothing"));
        return null;
    }
    remember();
    goOn();
    const items = entry.ids.map(byId).filter(item => item && !item.classList.contains("refused"));
    const former = new Map(items.map(item => [item, [item.dataset.status, item.querySelector("[data-state]").textContent]]));
    const batches = entry.batches.then(async names => {
        for (const batch of names) {
            const answer = await ask(`${API}/batches/${batch}/undo`);
            if (answer.status === 200) {
                answer.body.results.forEach(result => byId(result.id) && settle(byId(result.id), result, "PENDING"));
            } else {
                former.forEach(([status, sentence], item) => show(item, status, sentence));
                refuse(text("failed", answer.body.detail ?? answer.status));
            }
        }
    });
    items.forEach(item => {
        show(item, "PENDING", "");
        hold(item, batches);
    });
    announce(text("undone", entry.sentence));
    offer();
    return items[0] ?? null;
}

/** Shows how somebody else has left a comment. */
export function showTheirs(item, status, version, by, at) {
    if (version <= Number(item.dataset.version) && item.dataset.status === status) {
        return "";
    }
    const who = by ?? text("somebody");
    const sentence = text(`by.${status}`, who, at ? age((Date.now() - new Date(at)) / 1000) : "").trim();
    set(item, version);
    show(item, status, sentence);
    item.classList.toggle("theirs", status !== "PENDING");
    return sentence;
}

async function send(items, before, decision) {
    await Promise.all(before);
    const batches = [];
    for (let from = 0; from < items.length; from += MOST) {
        const part = items.slice(from, from + MOST);
        const decisions = part.map(item => ({ id: item.dataset.id, version: Number(item.dataset.version), ...decision }));
        const answer = await ask(`${API}/decisions`, { decisions });
        if (answer.status === 200) {
            answer.body.results.forEach((result, place) => settle(part[place], result, STATUS[decision.verdict]));
            batches.push(...[answer.body.batch].filter(Boolean));
        } else {
            part.forEach(item => back(item, answer.body.detail ?? answer.status));
        }
    }
    return batches;
}

function settle(item, result, status) {
    if (result.status === 200) {
        set(item, result.version);
        if (status !== "PENDING") {
            item.querySelector(".reasons")?.remove();
        }
        return;
    }
    const current = result.problem?.current;
    item.classList.add("refused");
    if (current && current.status !== "PENDING") {
        item.dataset.status = "PENDING";
        refuse(`${isolated(name(item))} – ${showTheirs(item, current.status, current.version, current.decidedBy, current.decidedAt)}`);
    } else {
        const isHeld = result.problem?.type?.endsWith("claimed-by-another");
        set(item, current?.version ?? item.dataset.version);
        back(item, isHeld ? text("held") : result.status === 404 ? text("gone") : result.problem?.errors?.[0]?.detail ?? result.problem?.detail);
    }
}

function back(item, why) {
    show(item, "PENDING", why);
    item.classList.add("refused");
    refuse(`${isolated(name(item))} – ${text("failed", why)}`);
}

function hold(item, answer) {
    busy.set(item, answer);
    answer.finally(() => {
        if (busy.get(item) === answer) {
            busy.delete(item);
        }
    });
}

function set(item, version) {
    item.dataset.version = version;
    const field = item.querySelector("[name=version]");
    if (field) {
        field.value = version;
    }
}

function show(item, status, sentence) {
    const state = item.querySelector("[data-state]");
    item.dataset.status = status;
    item.classList.toggle("decided", status !== "PENDING");
    item.classList.remove("refused", "theirs");
    state.replaceChildren();
    if (sentence) {
        const badge = document.createElement("span");
        badge.className = `badge ${{ APPROVED: "good", REJECTED: "bad" }[status] ?? "warn"}`;
        badge.textContent = sentence;
        state.append(badge);
    }
    const pick = item.querySelector(".pick");
    if (pick && status !== "PENDING" && pick.checked) {
        pick.checked = false;
        pick.dispatchEvent(new Event("change", { bubbles: true }));
    }
}

// Nothing of it was decided, so there is nothing to take back.
function forget(entry) {
    const place = past.indexOf(entry);
    if (place >= 0) {
        past.splice(place, 1);
        offer();
    }
}

// The last ones can be taken back from the next page too.
function remember() {
    const known = past.filter(entry => entry.done).slice(-KEPT).map(({ ids, sentence, done }) => ({ ids, sentence, done }));
    sessionStorage.setItem(memory, JSON.stringify(known));
}

/** The newest decision can be taken back. */
export function offer() {
    const newest = past.at(-1);
    said.textContent = newest?.sentence ?? "";
    last.hidden = !newest;
}

function name(item) {
    return item.querySelector(".name").textContent;
}

function byId(id) {
    return document.getElementById(`comment-${id}`);
}
