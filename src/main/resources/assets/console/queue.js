// The queue page: the current card, and the actions of its buttons and keys.
import "./console.js";
import { otherClaim } from "./claims.js";
import { showContext, toggleContext } from "./context.js";
import { decide, isPending, showUndo, undo, undoOne } from "./decisions.js";
import { foldDuplicates } from "./duplicates.js";
import { fold, isFolded, showFoldedState, shrinkOutside, unfold } from "./fold.js";
import { arrivalsLoaded, connect } from "./live.js";
import { isTooLong, isolate, message } from "./messages.js";
import { prefetch } from "./prefetch.js";
import { clearErrors, showError, showHint, showSessionEnded, showWarning, whenIdle } from "./requests.js";
import { clearSelection, confirmDecision, selectedItems, toggleSelection, updateSelection } from "./selection.js";
import { bindShortcuts } from "./shortcuts.js";
import { bindThumbBar } from "./thumb-bar.js";

const items = document.querySelector("#items");
let current = null;
let isLoadingMore = false;
// All cards are decided, and the next ones have not been loaded yet.
let isOutOfCards = false;

function setCurrent(item) {
    if (item && item !== current) {
        current?.classList.remove("current");
        current = item;
        isOutOfCards = false;
        current.classList.add("current");
        showContext(item);
    }
}

function focusItem(item) {
    if (item) {
        setCurrent(item);
        item.querySelector(isFolded(item) ? ".unfold" : ".comment").focus({ preventScroll: true });
        item.scrollIntoView({ block: "start" });
    }
    return true;
}

// Folds the cards that were decided on this page, except the current one.
function foldDecided() {
    items.querySelectorAll(".item[data-decided-by]:not(.is-folded, .is-open)").forEach(fold);
}

function currentItem() {
    return current?.isConnected ? current : null;
}

function sibling(item, direction, matches = _ => true) {
    let found = item[direction];
    while (found && !(found.matches(".item") && matches(found))) {
        found = found[direction];
    }
    return found;
}

function firstItem() {
    const all = [...items.querySelectorAll(":scope > .item")];
    return all.find(isDecidable) ?? all[0];
}

/** Says who has claimed the card. Returns whether another moderator has. */
function isHeld(item) {
    const text = otherClaim(item);
    if (text) {
        showHint(`${isolate(item.querySelector(".name").textContent)} – ${text}`);
    }
    return text !== "";
}

function isDecidable(item) {
    return isPending(item) && otherClaim(item) === "";
}

// Focuses the next pending card that no other moderator has claimed, else the previous one, else the button that loads or claims more.
function focusNextPending(item) {
    const loaded = prefetch(items, [...items.querySelectorAll(":scope > .item")].filter(isDecidable).length);
    const next = sibling(item, "nextElementSibling", isDecidable) ?? sibling(item, "previousElementSibling", isDecidable);
    if (next) {
        focusItem(next);
    } else {
        isOutOfCards = true;
        const fallback = items.querySelector("#more a") ?? document.querySelector("#claim-next");
        fallback.focus({ preventScroll: true });
        loaded.then(() => isOutOfCards && fallback.scrollIntoView({ block: "nearest" }));
    }
}

async function decideItem(item, verdict, reason) {
    const selection = selectedItems();
    if (selection.length > 0) {
        await decideSelected(selection, verdict);
    } else if (item && isPending(item)) {
        if ((verdict === "APPROVE" && item.matches(".broken")) || isHeld(item)) {
            return;
        }
        const note = item.querySelector(".card-note textarea")?.value.trim() ?? "";
        if (reason === "OTHER" && note === "") {
            openNote(item, () => decideItem(item, verdict, reason)).textContent = message("noteRequired");
            return;
        }
        const legalGround = reason === "ILLEGAL" ? legalGroundOf(item) : undefined;
        if (legalGround === "") {
            return;
        }
        if (isTooLong(note, legalGround)) {
            openNote(item).textContent = message("noteTooLong");
            return;
        }
        decide([item], verdict, { reason, note, legalGround });
        focusNextPending(item);
    }
}

// The legal ground as typed. The first time, an empty field is only shown; after that it is an error.
function legalGroundOf(item) {
    const panel = item.querySelector(".reasons .note");
    const field = panel.querySelector("textarea");
    if (field.value.trim() === "") {
        panel.querySelector(".error").textContent = panel.hidden ? "" : message("legalGroundRequired");
        panel.hidden = false;
        field.focus();
    }
    return field.value.trim();
}

async function decideSelected(selection, verdict) {
    const confirmed = await confirmDecision(selection.length, verdict);
    if (confirmed) {
        decide(selection, verdict, confirmed);
        clearSelection();
        focusNextPending(selection.at(-1));
    } else {
        focusItem(currentItem() ?? selection[0]);
    }
}

function openReasons(item) {
    if (selectedItems().length > 0) {
        decideItem(item, "REJECT");
    } else if (item && isPending(item) && !item.querySelector(".reasons") && !isHeld(item)) {
        const panel = document.querySelector("#reasons").content.cloneNode(true);
        const ground = panel.querySelector("textarea");
        ground.id = `legal-ground-${item.dataset.id}`;
        panel.querySelector("label").htmlFor = ground.id;
        ground.addEventListener("keydown", event => {
            if (event.key === "Escape") {
                closeReasons(item);
                focusItem(item);
            } else if (isSubmitKey(event)) {
                event.preventDefault();
                decideItem(item, "REJECT", "ILLEGAL");
            }
        });
        item.querySelector(".actions").after(panel);
        item.querySelector(".reasons").addEventListener("submit", event => {
            event.preventDefault();
            decideItem(item, "REJECT", event.submitter.value);
        });
        item.querySelector(".reasons button").focus({ preventScroll: true });
    }
}

// Reasons that need a text open its field.
function rejectWith(item, reason) {
    if (reason === "ILLEGAL" && selectedItems().length === 0) {
        openReasons(item);
        item.querySelector(".reasons [value=ILLEGAL]")?.click();
    } else {
        decideItem(item, "REJECT", reason);
    }
}

function closeReasons(item) {
    const open = item?.querySelector(".reasons");
    open?.remove();
    return Boolean(open);
}

/** Opens the note field of a card. The note is sent with the next decision about the comment. */
function openNote(item, onSubmit) {
    if (!item.querySelector(".card-note")) {
        item.querySelector(".actions").after(document.querySelector("#note").content.cloneNode(true));
        const field = item.querySelector(".card-note textarea");
        field.id = `note-${item.dataset.id}`;
        item.querySelector(".card-note label").htmlFor = field.id;
    }
    const field = item.querySelector(".card-note textarea");
    field.onkeydown = event => {
        if (event.key === "Escape" || isSubmitKey(event)) {
            event.preventDefault();
            focusItem(item);
            if (onSubmit && event.key === "Enter" && field.value.trim() !== "") {
                onSubmit();
            }
        }
    };
    field.focus();
    return item.querySelector(".card-note .error");
}

function isSubmitKey(event) {
    return event.key === "Enter" && !event.shiftKey && !event.isComposing;
}

function openHistory(item) {
    item.querySelector("[data-action=history]")?.click();
}

function unblur(item) {
    item.classList.toggle("unblurred");
}

async function undoLast() {
    const item = await undo();
    if (item) {
        focusItem(item);
    }
}

function openHelp() {
    document.querySelector("#help").showModal();
    return true;
}

// Applies an action to the current card. If that card is out of view, the first key press only scrolls to it.
function withCurrent(action) {
    return event => {
        const item = currentItem() ?? firstItem();
        if (item && currentItem() && isInView(item)) {
            action(item, event);
        } else if (item) {
            focusItem(item);
        }
        return Boolean(item);
    };
}

function isInView(item) {
    const { top, bottom } = item.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
}

// Decides on the selected cards, wherever the current one is.
function withSelectionOrCurrent(verdict, action) {
    return event => {
        const selection = selectedItems();
        if (selection.length === 0) {
            return withCurrent(action)(event);
        }
        decideSelected(selection, verdict);
        return true;
    };
}

bindShortcuts({
    approve: withSelectionOrCurrent("APPROVE", item => decideItem(item, "APPROVE")),
    reject: withSelectionOrCurrent("REJECT", openReasons),
    // Without the list of reasons, a digit rejects at once.
    digit: (digit, event) =>
        withCurrent(item => {
            const button = item.querySelectorAll(".reasons fieldset button")[digit - 1];
            if (button) {
                button.click();
            } else {
                rejectWith(item, document.querySelector("#reasons").content.querySelectorAll("fieldset button")[digit - 1].value);
            }
        })(event),
    undo: () => {
        undoLast();
        return true;
    },
    next: () => {
        const next = currentItem() ? sibling(currentItem(), "nextElementSibling") : firstItem();
        if (!next && items.querySelector("#more a")) {
            isLoadingMore = true;
            items.querySelector("#more a").click();
        }
        return focusItem(next);
    },
    previous: () => {
        shrinkOutside();
        return focusItem(currentItem() ? sibling(currentItem(), "previousElementSibling") : firstItem());
    },
    select: withCurrent((item, event) => toggleSelection(item, event.shiftKey)),
    note: withCurrent(item => openNote(item)),
    history: withCurrent(openHistory),
    context: withCurrent(toggleContext),
    unblur: withCurrent(unblur),
    search: () => {
        document.querySelector("#q").focus();
        return true;
    },
    help: openHelp,
    escape: () => {
        const item = currentItem();
        if (closeReasons(item)) {
            focusItem(item);
        } else {
            clearSelection();
            clearErrors();
        }
        return false;
    },
});

items.addEventListener("focusin", event => setCurrent(event.target.closest(".item")));
items.addEventListener("click", event => {
    const item = event.target.closest(".item");
    const button = event.target.closest("button, a, input");
    setCurrent(item);
    if (button?.matches(".approve")) {
        event.preventDefault();
        decideItem(item, "APPROVE");
    } else if (button?.matches(".reject")) {
        event.preventDefault();
        openReasons(item);
    } else if (button?.matches(".close-reasons")) {
        closeReasons(item);
        focusItem(item);
    } else if (button?.dataset.action === "note") {
        openNote(item);
    } else if (button?.dataset.action === "unblur") {
        unblur(item);
    } else if (button?.dataset.action === "read-all") {
        item.classList.add("is-whole");
        item.querySelector(".comment").focus({ preventScroll: true });
    } else if (button?.matches(".unfold")) {
        item.classList.add("is-open");
        unfold(item);
        focusItem(item);
    } else if (button?.matches(".undo-one")) {
        undoOne(item).then(focusItem);
    }
});
items.addEventListener("status", event => {
    if (isPending(event.target)) {
        event.target.classList.remove("is-open");
        unfold(event.target);
    } else if (isFolded(event.target)) {
        showFoldedState(event.target);
    }
    queueMicrotask(foldDecided);
});
items.addEventListener("change", event => event.target.matches(".select-box") && updateSelection());
document.querySelector("#q").addEventListener("keydown", event => event.key === "Escape" && focusItem(currentItem() ?? firstItem()));
// A form is submitted only after all decisions were answered.
document.addEventListener("submit", async event => {
    const idle = event.target.method === "post" && !event.defaultPrevented && whenIdle();
    if (idle) {
        event.preventDefault();
        await idle;
        event.target.requestSubmit(event.submitter);
    }
});
document.querySelector("#bulk").addEventListener("click", event => {
    const action = event.target.closest("[data-bulk]")?.dataset.bulk;
    if (action === "CLEAR") {
        clearSelection();
    } else if (action) {
        decideSelected(selectedItems(), action);
    }
});
document.querySelector("#select-all")?.addEventListener("click", () => {
    items.querySelectorAll(".item[data-status=PENDING] .select-box").forEach(box => {
        box.checked = true;
    });
    updateSelection();
});
document.querySelector("#undo").addEventListener("click", undoLast);
bindThumbBar(currentItem, setCurrent, {
    approve: withSelectionOrCurrent("APPROVE", item => decideItem(item, "APPROVE")),
    reject: withSelectionOrCurrent("REJECT", openReasons),
    note: withCurrent(item => openNote(item)),
    history: withCurrent(openHistory),
    context: withCurrent(toggleContext),
    select: withCurrent(item => toggleSelection(item, false)),
    unblur: withCurrent(unblur),
});
document.querySelector("#open-help").addEventListener("click", openHelp);
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

bindSetting("#shortcuts-on", "mizan.shortcuts", localStorage.getItem("mizan.shortcuts") !== "off");
bindSetting("#blur-on", "mizan.blur", localStorage.getItem("mizan.blur") === "on");

function bindSetting(selector, key, isOn) {
    const box = document.querySelector(selector);
    box.checked = isOn;
    box.addEventListener("change", () => {
        localStorage.setItem(key, box.checked ? "on" : "off");
        document.documentElement.classList.toggle("blur", localStorage.getItem("mizan.blur") === "on");
    });
}

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
    if (isOutOfCards && loaded.closest("#items")) {
        focusItem([...items.querySelectorAll(":scope > .item")].find(isDecidable));
    } else if (isLoadingMore && loaded.closest("#items")) {
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

foldDuplicates(items);
connect();
showUndo();
if (location.hash === "" && !document.querySelector("[autofocus], .notice.danger")) {
    focusItem(firstItem());
}
