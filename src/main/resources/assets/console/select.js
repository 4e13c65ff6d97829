// Several cards at once: chosen with X, up to here with Shift, decided on after a question that names their number.
import { counted, text } from "./words.js";

const bar = document.querySelector("#bulk");
const dialog = document.querySelector("#confirm");
const note = document.querySelector("#confirm-note");
const fault = document.querySelector("#confirm-fault");
let anchor = null;

export function selected() {
    return [...document.querySelectorAll(".pick:checked")].map(pick => pick.closest(".item"));
}

export function toggle(item, isRange) {
    const pick = item.querySelector(".pick");
    if (!pick || item.dataset.status !== "PENDING") {
        return;
    }
    if (isRange && anchor?.isConnected) {
        range(anchor, item).forEach(each => {
            each.querySelector(".pick").checked = true;
        });
    } else {
        pick.checked = !pick.checked;
        anchor = item;
    }
    count();
}

export function clear() {
    document.querySelectorAll(".pick:checked").forEach(pick => {
        pick.checked = false;
    });
    count();
}

/** Shows how many are chosen. */
export function count() {
    const chosen = selected();
    bar.hidden = chosen.length === 0;
    document.querySelector("#bulk-count").textContent = counted("selected", chosen.length);
    document.querySelectorAll(".item.chosen").forEach(item => item.classList.remove("chosen"));
    chosen.forEach(item => item.classList.add("chosen"));
}

/** Asks; the reason and the note, or null if the answer is no. */
export function confirm(number, verdict) {
    const isRejection = verdict === "REJECT";
    document.querySelector("#confirm-title").textContent = counted(isRejection ? "reject" : "approve", number);
    document.querySelector("#confirm-reasons").hidden = !isRejection;
    const go = document.querySelector("#confirm-do");
    go.textContent = text(isRejection ? "do-reject" : "do-approve");
    go.className = `button ${isRejection ? "danger" : "primary"}`;
    dialog.querySelector("[name=reason]").checked = true;
    note.value = "";
    fault.textContent = "";
    dialog.returnValue = "cancel";
    dialog.showModal();
    go.focus();
    return new Promise(resolve => dialog.addEventListener("close", () => resolve(dialog.returnValue === "do"
        ? { reason: isRejection ? reason() : null, note: note.value.trim() }
        : null), { once: true }));
}

document.querySelector("#confirm-cancel").addEventListener("click", () => dialog.close("cancel"));
dialog.querySelector("form").addEventListener("submit", event => {
    const isShort = event.submitter?.value === "do" && !document.querySelector("#confirm-reasons").hidden
        && reason() === "OTHER" && note.value.trim() === "";
    if (isShort) {
        event.preventDefault();
        fault.textContent = text("need-note");
        note.focus();
    }
});

dialog.addEventListener("keydown", event => {
    const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code)?.[1];
    const radios = dialog.querySelectorAll("[name=reason]");
    if (digit && event.target !== note && radios[digit - 1].offsetParent) {
        event.preventDefault();
        radios[digit - 1].checked = true;
    }
});

function reason() {
    return dialog.querySelector("[name=reason]:checked").value;
}

function range(one, other) {
    const items = [...document.querySelectorAll(".item")];
    const [from, to] = [items.indexOf(one), items.indexOf(other)].sort((a, b) => a - b);
    return items.slice(from, to + 1).filter(item => item.dataset.status === "PENDING" && item.querySelector(".pick"));
}
