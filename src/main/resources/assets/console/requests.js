// Sends requests and retries them until the service answers. Decisions survive lost connections, restarts and expired sessions.
import { message, plural } from "./messages.js";

const MAX_BACKOFF = 15_000;
const TIMEOUT = 15_000;

const alerts = document.querySelector("#alerts");
const errors = [];
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
                    showErrors();
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
        showHint(message(key));
        alerts.dataset.kind = key;
    }
    return null;
}

/** Shows a text until the next response arrives. */
export function showHint(text) {
    const notice = document.createElement("div");
    notice.className = "notice warn";
    notice.append(paragraph(text));
    alerts.dataset.kind = "hint";
    alerts.replaceChildren(notice);
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

/** Adds an error. All errors stay until the moderator closes them. */
export function showError(text) {
    errors.push(text);
    showErrors();
}

export function clearErrors() {
    errors.length = 0;
    if (["errors", "hint"].includes(alerts.dataset.kind)) {
        alerts.replaceChildren();
    }
}

// One error in full; several as a count that opens the list.
function showErrors() {
    const notice = document.createElement("div");
    const close = document.createElement("button");
    const isOpen = Boolean(alerts.querySelector("details[open]"));
    notice.className = "notice danger";
    notice.append(errors.length === 1 ? paragraph(errors[0]) : errorList(isOpen), close);
    close.type = "button";
    close.className = "button plain";
    close.textContent = message("close");
    close.addEventListener("click", clearErrors);
    alerts.dataset.kind = "errors";
    alerts.replaceChildren(...(errors.length === 0 ? [] : [notice]));
}

function errorList(isOpen) {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const list = document.createElement("ul");
    summary.textContent = plural("notSaved", errors.length);
    errors.forEach(text => list.appendChild(document.createElement("li")).append(text));
    details.open = isOpen;
    details.append(summary, list);
    return details;
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
