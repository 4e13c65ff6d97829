// Live updates of the queue over server-sent events. Cards never move: counts change, cards decided by other
// moderators turn grey, and new comments appear only after a click on a button.
import { relativeTime } from "./console.js";
import { showClaim } from "./claims.js";
import { isInFlight, showOtherDecision } from "./decisions.js";
import { showSessionEnded } from "./requests.js";
import { formatNumber, message, plural } from "./messages.js";

const EVENTS = "/api/v1/moderation/events";
const RECONNECT_DELAY = 3_000;
const SIGN_IN_DELAY = 15_000;
const ANNOUNCEMENT_DELAY = 5_000;

const queue = document.querySelector("#queue");
const paused = document.querySelector("#paused");
const arrivals = document.querySelector("#arrivals");
// The pending count without new arrivals.
let expectedPending = Number(queue.dataset.pending);
// The id of the last event when the page was rendered: the pending count of the page includes it and those before it.
const renderedAt = Number(queue.dataset.position);
let position = renderedAt;
const counted = new Set();
const ownClaims = new Set();
let pausedTimer = null;
const arrivalsAnnouncer = document.querySelector("#arrivals-announcer");
let announcedArrivals = 0;
let announcementTimer = null;

/** Connects to the event stream, and stays connected until the page is left. */
export function connect() {
    const parameters = new URLSearchParams({ after: position });
    if (queue.dataset.site) {
        parameters.set("site", queue.dataset.site);
    }
    const source = new EventSource(`${EVENTS}?${parameters}`);
    source.addEventListener("queue", event => showCounts(JSON.parse(event.data)));
    source.addEventListener("decided", event => showDecision(Number(event.lastEventId), JSON.parse(event.data)));
    source.addEventListener("claims", event => showClaims(JSON.parse(event.data)));
    source.addEventListener("open", () => {
        clearTimeout(pausedTimer);
        pausedTimer = null;
        paused.textContent = message("live");
        paused.classList.replace("warn", "good");
    });
    // The browser reconnects by itself. The timer starts at the first failure and is not restarted.
    source.addEventListener("error", () => {
        pausedTimer ??= setTimeout(() => {
            paused.textContent = message("livePaused");
            paused.classList.replace("good", "warn");
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
    announcedArrivals = 0;
}

// The browser does not reconnect after an error response. The session may have ended, or the service may be starting.
async function reconnect() {
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
    document.title = document.title.replace(/^\(.*?\)/, `(${formatNumber(counts.pending)})`);
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
    const arrived = counts.pending - expectedPending;
    arrivals.hidden = arrived <= 0 || queue.dataset.live !== "true";
    arrivals.textContent = plural("arrived", Math.max(0, arrived));
    announceArrivals(arrivals.hidden ? 0 : arrived);
}

// Announces new comments together: those that arrive within some seconds, and only when nobody has loaded them meanwhile.
function announceArrivals(arrived) {
    if (arrived <= announcedArrivals) {
        announcedArrivals = arrived;
    } else {
        announcementTimer ??= setTimeout(() => {
            announcementTimer = null;
            if (!arrivals.hidden) {
                announcedArrivals = pendingArrivals();
                arrivalsAnnouncer.textContent = plural("arrived", announcedArrivals);
            }
        }, ANNOUNCEMENT_DELAY);
    }
}

function pendingArrivals() {
    return Number(document.querySelector("#pending").dataset.count) - expectedPending;
}

// The service sends events again after a reconnect, and those shortly before the position, which the page knows already.
function showDecision(eventId, { id, status, version, by }) {
    const item = document.getElementById(`comment-${id}`);
    const isNewToCard = item && version > Number(item.dataset.version);
    const key = `${id} ${version}`;
    if (!counted.has(key) && (eventId > renderedAt || isNewToCard)) {
        expectedPending += pendingDelta(status, version, item);
    }
    counted.add(key);
    position = Math.max(position, eventId);
    if (isNewToCard && !isInFlight(item)) {
        showOtherDecision(item, status, version, by, null);
    }
}

// The first event of a connection has all claims: those that it does not name are gone.
function showClaims({ complete, claimed, released }) {
    const claims = new Map(claimed.map(claim => [claim.id, claim]));
    showOwnClaims(complete, claimed, released);
    document.querySelectorAll(".item[data-status=PENDING]").forEach(item => {
        const claim = claims.get(item.dataset.id);
        if (claim || complete || released.includes(item.dataset.id)) {
            showClaim(item, claim ?? null);
        }
    });
}

function showOwnClaims(complete, claimed, released) {
    if (complete) {
        ownClaims.clear();
    }
    released.forEach(id => ownClaims.delete(id));
    claimed.forEach(({ id, moderator }) => {
        if (moderator === document.documentElement.dataset.account) {
            ownClaims.add(id);
        } else {
            ownClaims.delete(id);
        }
    });
    document.querySelector("#own-claims").textContent = formatNumber(ownClaims.size);
}

// How the decision changes the pending count. A withdrawn comment was pending only in its first version or if its card is.
function pendingDelta(status, version, item) {
    if (status === "PENDING") {
        return 1;
    }
    return status !== "WITHDRAWN" || version === 1 || item?.dataset.status === "PENDING" ? -1 : 0;
}
