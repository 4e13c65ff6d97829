// Selection of several cards: X selects a card, Shift+X a range. Bulk decisions are confirmed in a dialog that shows the count.
import { isTooLong, message, plural } from "./messages.js";

const bar = document.querySelector("#bulk");
const dialog = document.querySelector("#confirm");
const note = document.querySelector("#confirm-note");
const reasonError = document.querySelector("#confirm-reason-error");
const error = document.querySelector("#confirm-error");
const groundField = document.querySelector("#confirm-ground");
const ground = document.querySelector("#confirm-legal-ground");
const groundError = document.querySelector("#confirm-ground-error");
let anchor = null;

export function selectedItems() {
    return [...document.querySelectorAll(".select-box:checked")].map(box => box.closest(".item"));
}

export function toggleSelection(item, isRange) {
    const box = item.querySelector(".select-box");
    if (!box || item.dataset.status !== "PENDING") {
        return;
    }
    if (isRange && anchor?.isConnected) {
        itemsBetween(anchor, item).forEach(each => {
            each.querySelector(".select-box").checked = true;
        });
    } else {
        box.checked = !box.checked;
        anchor = item;
    }
    updateSelection();
}

export function clearSelection() {
    document.querySelectorAll(".select-box:checked").forEach(box => {
        box.checked = false;
    });
    updateSelection();
}

/** Shows how many cards are selected, and marks them. */
export function updateSelection() {
    const items = selectedItems();
    bar.hidden = items.length === 0;
    document.querySelector("#bulk-count").textContent = plural("selected", items.length);
    document.querySelectorAll(".item.selected").forEach(item => item.classList.remove("selected"));
    items.forEach(item => item.classList.add("selected"));
}

/** Asks for confirmation. Resolves to the reason, note and legal ground, or to null if the moderator cancels. */
export function confirmDecision(count, verdict) {
    const isRejection = verdict === "REJECT";
    document.querySelector("#confirm-title").textContent = plural(isRejection ? "reject" : "approve", count);
    document.querySelector("#confirm-reasons").hidden = !isRejection;
    const submit = document.querySelector("#confirm-submit");
    submit.textContent = message(isRejection ? "confirm-reject" : "confirm-approve");
    submit.className = `button ${isRejection ? "danger" : "primary"}`;
    dialog.querySelectorAll("[name=reason]").forEach(radio => {
        radio.checked = false;
    });
    note.value = "";
    ground.value = "";
    error.textContent = "";
    showGround();
    dialog.returnValue = "cancel";
    dialog.showModal();
    (isRejection ? dialog.querySelector("[name=reason]") : submit).focus();
    return new Promise(resolve =>
        dialog.addEventListener("close", () => resolve(dialog.returnValue === "submit" ? confirmed(isRejection) : null), { once: true }),
    );
}

function confirmed(isRejection) {
    return {
        reason: isRejection ? selectedReason() : null,
        note: note.value.trim(),
        legalGround: isRejection && selectedReason() === "ILLEGAL" ? ground.value.trim() : null,
    };
}

function showGround() {
    groundField.hidden = document.querySelector("#confirm-reasons").hidden || selectedReason() !== "ILLEGAL";
    groundError.textContent = "";
    reasonError.textContent = "";
}

document.querySelector("#confirm-cancel").addEventListener("click", () => dialog.close("cancel"));
dialog.querySelector("form").addEventListener("submit", event => {
    if (event.submitter?.value !== "submit") {
        return;
    }
    const isRejection = !document.querySelector("#confirm-reasons").hidden;
    if (isRejection && !selectedReason()) {
        event.preventDefault();
        reasonError.textContent = message("reasonRequired");
        dialog.querySelector("[name=reason]").focus();
    } else if (isRejection && selectedReason() === "OTHER" && note.value.trim() === "") {
        event.preventDefault();
        error.textContent = message("noteRequired");
        note.focus();
    } else if (isRejection && selectedReason() === "ILLEGAL" && ground.value.trim() === "") {
        event.preventDefault();
        groundError.textContent = message("legalGroundRequired");
        ground.focus();
    } else if (isTooLong(note.value.trim(), groundField.hidden ? "" : ground.value.trim())) {
        event.preventDefault();
        error.textContent = message("noteTooLong");
        note.focus();
    }
});
dialog.addEventListener("change", event => event.target.name === "reason" && showGround());

dialog.addEventListener("keydown", event => {
    const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code)?.[1];
    const radios = dialog.querySelectorAll("[name=reason]");
    if (digit && !event.target.matches("textarea") && radios[digit - 1].offsetParent) {
        event.preventDefault();
        radios[digit - 1].checked = true;
        radios[digit - 1].focus();
        showGround();
    }
});

function selectedReason() {
    return dialog.querySelector("[name=reason]:checked")?.value;
}

function itemsBetween(one, other) {
    const items = [...document.querySelectorAll(".item")];
    const [from, to] = [items.indexOf(one), items.indexOf(other)].sort((a, b) => a - b);
    return items.slice(from, to + 1).filter(item => item.dataset.status === "PENDING" && item.querySelector(".select-box"));
}
