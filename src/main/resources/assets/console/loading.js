// Cards that are loaded into the page: the next ones, new arrivals, and a card whose state has changed.
import { currentItem, focusItem, resumeAfterLoad, sibling } from "./current.js";
import { isPending } from "./decisions.js";
import { foldDuplicates } from "./duplicates.js";
import { arrivalsLoaded } from "./live.js";
import { showError, showSessionEnded, showWarning } from "./requests.js";
import { updateSelection } from "./selection.js";

const items = document.querySelector("#items");
let isLoadingMore = false;

/** Loads the next cards, and goes to the first of them. Does nothing on the last page. */
export function loadMore() {
    const more = items.querySelector("#more a");
    if (more) {
        isLoadingMore = true;
        more.click();
    }
}

document.querySelector("#arrivals").addEventListener("click", () => {
    const end = items.querySelector("#more");
    if (items.querySelector("#more a")) {
        end.scrollIntoView();
    } else if (end) {
        isLoadingMore = true;
        htmx.ajax("GET", end.dataset.after, { target: "#more", swap: "outerHTML" });
    } else {
        location.reload();
    }
    arrivalsLoaded();
});

// Removes cards that the page already contains: the list may have changed between two requests.
document.addEventListener("htmx:beforeSwap", event => {
    if (event.detail.target.id === "more") {
        const parsed = new DOMParser().parseFromString(`<ol>${event.detail.serverResponse}</ol>`, "text/html");
        parsed.querySelectorAll(".item").forEach(item => document.getElementById(item.id) && item.remove());
        event.detail.serverResponse = parsed.querySelector("ol").innerHTML || "<li hidden></li>";
    } else if (event.detail.target.matches(".comment")) {
        showReloaded(event.detail.target.closest(".item"), event.detail.serverResponse);
    }
});

// The state of a card that is replaced is on its list item, which stays.
function showReloaded(item, html) {
    const reloaded = new DOMParser().parseFromString(html, "text/html").querySelector(".item");
    if (reloaded) {
        Object.assign(item.dataset, { version: reloaded.dataset.version, status: reloaded.dataset.status });
        item.classList.toggle("decided", !isPending(item));
        item.classList.remove("refused");
    }
}

document.addEventListener("htmx:afterSettle", event => {
    const loaded = event.detail.elt;
    if (loaded.matches(".comment")) {
        updateSelection();
        focusItem(loaded.closest(".item"));
        return;
    }
    foldDuplicates(items);
    if (loaded.closest("#items") && !resumeAfterLoad() && isLoadingMore) {
        isLoadingMore = false;
        focusItem(loaded.closest("#items > .item") ?? sibling(currentItem() ?? items.firstElementChild, "nextElementSibling"));
    }
});
document.addEventListener("htmx:beforeOnLoad", event => {
    if (event.detail.xhr.status === 401) {
        event.preventDefault();
        showSessionEnded();
    }
});
document.addEventListener("htmx:sendError", () => {
    isLoadingMore = false;
    showWarning("offline");
});
document.addEventListener("htmx:responseError", event => {
    isLoadingMore = false;
    if (event.detail.xhr.status === 503) {
        showWarning("unavailable");
    } else if (event.detail.xhr.status !== 401) {
        const notice = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector(".notice");
        if (notice) {
            showError(notice.textContent.trim());
        } else {
            showWarning("loadFailed");
        }
    }
});
