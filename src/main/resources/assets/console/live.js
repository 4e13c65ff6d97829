// What others do, as they do it. Nothing that is being read moves: counts change, cards turn grey, news wait behind a button.
import { age } from "./console.js";
import { isBusy, showTheirs } from "./decide.js";
import { ended } from "./send.js";
import { counted, number, text } from "./words.js";

const EVENTS = "/api/v1/moderation/events";
const PATIENCE = 3_000;
const SIGN_IN = 15_000;

const desk = document.querySelector("#desk");
const paused = document.querySelector("#paused");
const arrivals = document.querySelector("#arrivals");
let expected = Number(desk.dataset.pending); // null: as many as the next count says
let interrupted = null;

/** Watches until the page is left. */
export function watch() {
    const site = desk.dataset.site;
    const source = new EventSource(site ? `${EVENTS}?site=${encodeURIComponent(site)}` : EVENTS);
    source.addEventListener("queue", event => showCounts(JSON.parse(event.data)));
    source.addEventListener("decided", event => showDecision(JSON.parse(event.data)));
    source.addEventListener("open", () => {
        clearTimeout(interrupted);
        interrupted = null;
        paused.textContent = "";
    });
    // The browser tries again and again; the clock runs from the first failure.
    source.addEventListener("error", () => {
        interrupted ??= setTimeout(() => { paused.textContent = text("paused"); }, PATIENCE);
        if (source.readyState === EventSource.CLOSED) {
            again();
        }
    });
}

/** What has come in is on the page now. */
export function arrived() {
    expected = Number(document.querySelector("#pending").dataset.count ?? expected);
    arrivals.hidden = true;
}

// The browser gives up where the answer is a problem: the session may be over, or the service starting.
async function again() {
    // What is decided until then is not heard.
    expected = null;
    let pause = PATIENCE;
    try {
        const answer = await fetch("/api/v1/moderation/stats");
        if (answer.status === 401) {
            ended();
            pause = SIGN_IN;
        }
    } catch {
        // told already
    }
    setTimeout(watch, pause);
}

function showCounts(queue) {
    const pending = document.querySelector("#pending");
    pending.textContent = number(queue.pending);
    pending.dataset.count = queue.pending;
    document.querySelector("#claimed").textContent = number(queue.claimed);
    const oldest = document.querySelector("#oldest");
    if (queue.pending === 0) {
        oldest.textContent = "–";
    } else {
        const time = document.createElement("time");
        time.dataset.age = "";
        time.dateTime = new Date(Date.now() - queue.oldestPendingSeconds * 1000).toISOString();
        time.textContent = age(queue.oldestPendingSeconds);
        oldest.replaceChildren(time);
    }
    expected ??= queue.pending;
    const news = queue.pending - expected;
    arrivals.hidden = news <= 0 || desk.dataset.live !== "true";
    arrivals.textContent = counted("arrived", Math.max(0, news));
}

function showDecision({ id, status, version, by }) {
    const item = document.getElementById(`comment-${id}`);
    if (expected !== null) {
        expected += change(status, version, item);
    }
    if (item && !isBusy(item) && version > Number(item.dataset.version)) {
        showTheirs(item, status, version, by, null);
    }
}

// How many more wait since. What its author takes back need not have waited; the first version did.
function change(status, version, item) {
    if (status === "PENDING") {
        return 1;
    }
    return status !== "WITHDRAWN" || version === 1 || item?.dataset.status === "PENDING" ? -1 : 0;
}
