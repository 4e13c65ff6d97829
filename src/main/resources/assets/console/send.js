// Asks the service until it answers: what was decided is never lost to a broken line, a restart or a session's end.
import { text } from "./words.js";

const LONGEST_PAUSE = 15_000;
const DEADLINE = 15_000;

const alerts = document.querySelector("#alerts");
let unanswered = 0;

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
                alerts.replaceChildren();
                return { status: response.status, body: response.status === 204 ? null : await response.json() };
            }
            await pause(Math.min(500 * 2 ** tries, LONGEST_PAUSE));
        }
    } finally {
        unanswered--;
    }
}

async function once(path, body, method) {
    let response;
    try {
        response = await fetch(path, {
            method,
            headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
            body: body === undefined ? undefined : JSON.stringify(body),
            signal: AbortSignal.timeout(DEADLINE),
        });
    } catch {
        return trouble("offline");
    }
    if (response.status === 401) {
        return ended();
    }
    return [502, 503, 504].includes(response.status) ? trouble("away") : response;
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

/** Tells what could not be done, until the next is. */
export function refuse(sentence) {
    const notice = document.createElement("div");
    notice.className = "notice danger";
    notice.append(paragraph(sentence));
    alerts.dataset.trouble = "refused";
    alerts.replaceChildren(notice);
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
