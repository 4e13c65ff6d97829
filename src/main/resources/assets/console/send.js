// Asks the service until it answers: what was decided is never lost to a broken line, a restart or a session's end.
import { text } from "./words.js";

const LONGEST_PAUSE = 15_000;
const DEADLINE = 15_000;
const MOST_TOLD = 5;

const alerts = document.querySelector("#alerts");
let unanswered = 0;
let waiting = [];

addEventListener("beforeunload", event => {
    if (unanswered > 0) {
        event.preventDefault();
    }
});

/** The answer's status and JSON, whatever the status; repeating a decision changes nothing, so it may be sent again. */
export async function ask(path, body, method = "POST") {
    unanswered++;
    try {
        for (let tries = 0; ; tries++) {
            const response = await once(path, body, method);
            if (response) {
                if (alerts.dataset.trouble !== "refused") {
                    alerts.replaceChildren();
                }
                return response;
            }
            await pause(Math.min(500 * 2 ** tries, LONGEST_PAUSE));
        }
    } finally {
        unanswered--;
        if (unanswered === 0) {
            waiting.forEach(resolve => resolve());
            waiting = [];
        }
    }
}

/** When everything that was asked is answered; at once if it is. */
export function answered() {
    return unanswered === 0 ? null : new Promise(resolve => waiting.push(resolve));
}

async function once(path, body, method) {
    // What one decided is not sent in the name of another who has signed in since, in another tab.
    if (isAnother()) {
        return trouble("another");
    }
    try {
        const response = await fetch(path, {
            method,
            headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
            body: body === undefined ? undefined : JSON.stringify(body),
            signal: AbortSignal.timeout(DEADLINE),
        });
        if (response.status === 401) {
            return ended();
        }
        if ([502, 503, 504].includes(response.status)) {
            return trouble("away");
        }
        // An answer that breaks off is none.
        return { status: response.status, body: parsed(await response.text()) };
    } catch {
        return trouble("offline");
    }
}

// Something between here and the service may answer in its stead.
function parsed(sent) {
    try {
        return JSON.parse(sent);
    } catch {
        return {};
    }
}

function isAnother() {
    const signedIn = localStorage.getItem("mizan.account");
    return signedIn !== null && signedIn !== document.documentElement.dataset.account;
}

/** Tells what is wrong until something is answered. */
export function trouble(key) {
    if (alerts.dataset.trouble !== key || !alerts.firstChild) {
        const notice = document.createElement("div");
        notice.className = "notice warn";
        notice.append(paragraph(text(key)));
        alerts.dataset.trouble = key;
        alerts.replaceChildren(notice);
    }
    return null;
}

/** Tells that the session is over, and where to begin another without leaving what is typed here. */
export function ended() {
    const isTold = alerts.dataset.trouble === "ended" && alerts.firstChild;
    trouble("ended");
    if (!isTold) {
        const link = document.createElement("a");
        link.href = "/console/sign-in";
        link.target = "_blank";
        link.textContent = text("sign-in");
        alerts.querySelector("p").append(" ", link);
    }
    return null;
}

/** Tells what could not be done, beside what else could not, until the moderator goes on. */
export function refuse(sentence) {
    const notice = document.createElement("div");
    notice.className = "notice danger";
    notice.append(paragraph(sentence));
    if (alerts.dataset.trouble !== "refused") {
        alerts.replaceChildren();
    }
    alerts.dataset.trouble = "refused";
    if (alerts.childElementCount < MOST_TOLD) {
        alerts.append(notice);
    }
}

/** Takes away what was told of refusals. */
export function goOn() {
    if (alerts.dataset.trouble === "refused") {
        alerts.replaceChildren();
    }
}

function paragraph(sentence) {
    const paragraph = document.createElement("p");
    paragraph.textContent = sentence;
    return paragraph;
}

// No longer than until the line is back, or the moderator from the tab in which they signed in.
function pause(duration) {
    return new Promise(resolve => {
        const waiting = new AbortController();
        const go = () => {
            waiting.abort();
            clearTimeout(timer);
            resolve();
        };
        const timer = setTimeout(go, duration);
        addEventListener("online", go, { signal: waiting.signal });
        addEventListener("focus", go, { signal: waiting.signal });
    });
}
