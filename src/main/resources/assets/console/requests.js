// Sends requests and retries them until the service answers. Decisions survive lost connections, restarts and expired sessions.
import { message } from "./messages.js";

const MAX_BACKOFF = 15_000;
const TIMEOUT = 15_000;
const MAX_ERRORS = 5;

const alerts = document.querySelector("#alerts");
let requestsInFlight = 0;
let idleCallbacks = [];

addEventListener("beforeunload", event => {
    if (requestsInFlight > 0) {
        event.preventDefault();
    }
});

/** Returns the response's status and JSON, whatever the status. A decision is idempotent, so it may be sent again. */
export async function sendRequest(path, body, method = "POST") {
    requestsInFlight++;
    try {
        for (let retries = 0; ; retries++) {
            const response = await attempt(path, body, method);
            if (response) {
                if (alerts.dataset.kind !== "errors") {
                    alerts.replaceChildren();
                }
                return response;
            }
            await backoff(Math.min(500 * 2 ** retries, MAX_BACKOFF));
        }
    } finally {
        requestsInFlight--;
        if (requestsInFlight === 0) {
            idleCallbacks.forEach(resolve => resolve());
            idleCallbacks = [];
        }
    }
}

/** A promise that resolves when all requests are answered; null if none is in flight. */
export function whenIdle() {
    return requestsInFlight === 0 ? null : new Promise(resolve => idleCallbacks.push(resolve));
}

async function attempt(path, body, method) {
    // If another account has signed in in another tab, the request would be sent in its name.
    if (isOtherAccount()) {
        return showWarning("accountChanged");
    }
    try {
        const response = await fetch(path, {
            method,
            headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
            body: body === undefined ? undefined : JSON.stringify(body),
            signal: AbortSignal.timeout(TIMEOUT),
        });
        if (response.status === 401) {
            return showSessionEnded();
        }
        if ([502, 503, 504].includes(response.status)) {
            return showWarning("unavailable");
        }
        // Reading a truncated response throws, so it is retried too.
        return { status: response.status, body: parseJson(await response.text()) };
    } catch {
        return showWarning("offline");
    }
}

// A proxy may answer with HTML in place of the service.
function parseJson(text) {
    try {
        return JSON.parse(text);
    } catch {
        return {};
    }
}

function isOtherAccount() {
    const signedIn = localStorage.getItem("mizan.account");
    return signedIn !== null && signedIn !== document.documentElement.dataset.account;
}

/** Shows a warning until the next response arrives. Returns null. */
export function showWarning(key) {
    if (alerts.dataset.kind !== key || !alerts.firstChild) {
        const notice = document.createElement("div");
        notice.className = "notice warn";
        notice.append(paragraph(message(key)));
        alerts.dataset.kind = key;
        alerts.replaceChildren(notice);
    }
    return null;
}

/** Shows that the session has ended, with a link that opens the sign-in page in a new tab. Returns null. */
export function showSessionEnded() {
    const isShown = alerts.dataset.kind === "sessionEnded" && alerts.firstChild;
    showWarning("sessionEnded");
    if (!isShown) {
        const link = document.createElement("a");
        link.href = "/console/sign-in";
        link.target = "_blank";
        link.textContent = message("sign-in");
        alerts.querySelector("p").append(" ", link);
    }
    return null;
}

/** Adds an error to the visible ones, up to a limit. They stay until the moderator continues. */
export function showError(text) {
    const notice = document.createElement("div");
    notice.className = "notice danger";
    notice.append(paragraph(text));
    if (alerts.dataset.kind !== "errors") {
        alerts.replaceChildren();
    }
    alerts.dataset.kind = "errors";
    if (alerts.childElementCount < MAX_ERRORS) {
        alerts.append(notice);
    }
}

export function clearErrors() {
    if (alerts.dataset.kind === "errors") {
        alerts.replaceChildren();
    }
}

function paragraph(text) {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return paragraph;
}

// Ends early when the connection is back, or when the moderator returns from the tab in which they signed in.
function backoff(duration) {
    return new Promise(resolve => {
        const listeners = new AbortController();
        const end = () => {
            listeners.abort();
            clearTimeout(timer);
            resolve();
        };
        const timer = setTimeout(end, duration);
        addEventListener("online", end, { signal: listeners.signal });
        addEventListener("focus", end, { signal: listeners.signal });
    });
}
