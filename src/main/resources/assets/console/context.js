// The context of the current comment: beside it on wide screens, on request elsewhere.
import { formatTimes } from "./console.js";

const DELAY = 150;
const MAX_CACHED = 100;

const panel = document.querySelector("#context");
const wideScreen = matchMedia("(min-width: 75rem)");
const cache = new Map();
let wanted = null;
let timer = null;
let isRequested = false;

/** Shows the context of the card, if the panel is open. A card that is only passed by is not loaded. */
export function showContext(item) {
    wanted = item?.dataset.id ?? null;
    showWanted();
}

function showWanted() {
    panel.hidden = !wanted || !(wideScreen.matches || isRequested);
    clearTimeout(timer);
    if (!panel.hidden) {
        timer = setTimeout(() => load(wanted), cache.has(wanted) ? 0 : DELAY);
    }
}

/** Opens or closes the panel on small screens. */
export function toggleContext(item) {
    isRequested = !isRequested;
    showContext(item);
}

// The panel of a wide screen is not in the way on a small one.
wideScreen.addEventListener("change", showWanted);
// A decision changes the numbers and the last decisions of its author.
document.addEventListener("status", () => cache.clear());

async function load(id) {
    const context = cache.get(id) ?? (await fetchContext(id));
    if (id === wanted) {
        // Nothing, rather than the context of the comment before.
        panel.replaceChildren(...new DOMParser().parseFromString(context, "text/html").body.childNodes);
        formatTimes(panel);
    }
}

async function fetchContext(id) {
    try {
        const response = await fetch(`/console/comments/${id}/context`, { headers: { "HX-Request": "true" } });
        if (!response.ok) {
            return "";
        }
        cache.set(id, await response.text());
    } catch {
        return ""; // the page says that it is offline
    }
    if (cache.size > MAX_CACHED) {
        cache.delete(cache.keys().next().value);
    }
    return cache.get(id);
}
