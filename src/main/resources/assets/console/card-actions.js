// What a moderator does with cards before a decision is sent: the reasons, the note, the legal ground, the selection.
import { currentItem, focusItem, focusNextPending, isHeld, withCurrent } from "./current.js";
import { decide, isPending } from "./decisions.js";
import { isTooLong, message } from "./messages.js";
import { clearSelection, confirmDecision, selectedItems } from "./selection.js";

export async function decideItem(item, verdict, reason) {
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

export async function decideSelected(selection, verdict) {
    const confirmed = await confirmDecision(selection.length, verdict);
    if (confirmed) {
        decide(selection, verdict, confirmed);
        clearSelection();
        focusNextPending(selection.at(-1));
    } else {
        focusItem(currentItem() ?? selection[0]);
    }
}

export function openReasons(item) {
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
export function rejectWith(item, reason) {
    if (reason === "ILLEGAL" && selectedItems().length === 0) {
        openReasons(item);
        item.querySelector(".reasons [value=ILLEGAL]")?.click();
    } else {
        decideItem(item, "REJECT", reason);
    }
}

export function closeReasons(item) {
    const open = item?.querySelector(".reasons");
    open?.remove();
    return Boolean(open);
}

/** Opens the note field of a card. The note is sent with the next decision about the comment. */
export function openNote(item, onSubmit) {
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

// Decides on the selected cards, wherever the current one is.
export function withSelectionOrCurrent(verdict, action) {
    return event => {
        const selection = selectedItems();
        if (selection.length === 0) {
            return withCurrent(action)(event);
        }
        decideSelected(selection, verdict);
        return true;
    };
}
