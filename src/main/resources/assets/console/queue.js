// The queue page: the actions of its buttons and keys.
import "./console.js";
import { rejectAuthor } from "./author.js";
import { closeReasons, decideItem, decideSelected, openNote, openReasons, rejectWith, withSelectionOrCurrent } from "./card-actions.js";
import { toggleContext } from "./context.js";
import { currentItem, firstItem, focusItem, focusNextPending, setCurrent, sibling, withCurrent } from "./current.js";
import { isPending, showUndo, undo, undoOne } from "./decisions.js";
import { foldDuplicates } from "./duplicates.js";
import { fold, isFolded, showFoldedState, shrinkOutside, unfold } from "./fold.js";
import { connect } from "./live.js";
import { loadMore } from "./loading.js";
import { clearErrors, whenIdle } from "./requests.js";
import { clearSelection, selectedItems, toggleSelection, updateSelection } from "./selection.js";
import { bindShortcuts } from "./shortcuts.js";
import { bindThumbBar } from "./thumb-bar.js";

const items = document.querySelector("#items");

// Folds the cards that were decided on this page, except the current one.
function foldDecided() {
    items.querySelectorAll(".item[data-decided-by]:not(.is-folded, .is-open)").forEach(fold);
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
        if (!next) {
            loadMore();
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
document.querySelector("#context").addEventListener("click", async event => {
    const author = event.target.closest("[data-reject-author]")?.dataset.rejectAuthor;
    const item = currentItem();
    if (author && (await rejectAuthor(author))) {
        focusNextPending(item);
    }
});
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

foldDuplicates(items);
connect();
showUndo();
if (location.hash === "" && !document.querySelector("[autofocus], .notice.danger")) {
    focusItem(firstItem());
}
