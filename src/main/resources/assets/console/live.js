// Live updates of the queue over server-sent events. Cards never move: counts change, cards decided by other
// moderators turn grey, and new comments appear only after a click on a button.
import { relativeTime } from "./console.js";
import { isInFlight, showOtherDecision } from "./decisions.js";
import { showSessionEnded } from "./requests.js";
import { formatNumber, message, plural } from "./messages.js";

const EVENTS = "/api/v1/moderation/events";
const RECONNECT_DELAY = 3_000;
const SIGN_IN_DELAY = 15_000;

const queue = document.querySelector("#queue");
const paused = document.querySelector("#paused");
const arrivals = document.querySelector("#arrivals");
// The pending count without new arrivals. Null: the next count from the service is taken as the new baseline.
let expectedPending = Number(queue.dataset.pending);
let pausedTimer = null;

/** Connects to the event stream, and stays connected until the page is left. */
export function connect() {
    const site = queue.dataset.site;
    const source = new EventSource(site ? `${EVENTS}?site=${encodeURIComponent(site)}` : EVENTS);
    source.addEventListener("queue", event => showCounts(JSON.parse(event.data)));
    source.addEventListener("decided", event => showDecision(JSON.parse(event.data)));
    source.addEventListener("open", () => {
        clearTimeout(pausedTimer);
        pausedTimer = null;
        paused.textContent = "";
    });
    // The browser reconnects by itself. The timer starts at the first failure and is not restarted.
    source.addEventListener("error", () => {
        pausedTimer ??= setTimeout(() => {
            paused.textContent = message("livePaused");
        }, RECONNECT_DELAY);
        if (source.readyState === EventSource.CLOSED) {
            reconnect();
        }
    });
}

/** Resets the count of new arrivals after they were loaded into the page. */
export function arrivalsLoaded() {
    expectedPending = Number(document.querySelector("#pending").dataset.count ?? expectedPending);
    arrivals.hidden = true;
}

// The browser does not reconnect after an error response. The session may have ended, or the service may be starting.
async function reconnect() {
    // Decisions made while the connection is down are missed.
    expectedPending = null;
    let delay = RECONNECT_DELAY;
    try {
        const response = await fetch("/api/v1/moderation/stats");
        if (response.status === 401) {
            showSessionEnded();
            delay = SIGN_IN_DELAY;
        }
    } catch {
        // The page already shows that live updates are paused.
    }
    setTimeout(connect, delay);
}

function showCounts(counts) {
    const pending = document.querySelector("#pending");
    pending.textContent = formatNumber(counts.pending);
    pending.dataset.count = counts.pending;
    document.querySelector("#claimed").textContent = formatNumber(counts.claimed);
    const oldest = document.querySelector("#oldest");
    if (counts.pending === 0) {
        oldest.textContent = "–";
    } else {
        const time = document.createElement("time");
        time.dataset.age = "";
        time.dateTime = new Date(Date.now() - counts.oldestPendingSeconds * 1000).toISOString();
        time.textContent = relativeTime(counts.oldestPendingSeconds);
        oldest.replaceChildren(time);
    }
    expectedPending ??= counts.pending;
    const arrived = counts.pending - expectedPending;
    arrivals.hidden = arrived <= 0 || queue.dataset.live !== "true";
    arrivals.textContent = plural("arrived", Math.max(0, arrived));
}

function showDecision({ id, status, version, by }) {
    const item = document.getElementById(`comment-${id}`);
    if (expectedPending !== null) {
        expectedPending += pendingDelta(status, version, item);
    }
    if (item && !isInFlight(item) && version > Number(item.dataset.version)) {
        showOtherDecision(item, status, version, by, null);
    }
}

// How the decision changes the pending count. A withdrawn comment was pending only in its first version or if its card is.
function pendingDelta(status, version, item) {
    if (status === "PENDING") {
        return 1;
    }
    return status !== "WITHDRAWN" || version === 1 || item?.dataset.status === "PENDING" ? -1 : 0;
}
