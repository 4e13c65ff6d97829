// Pending comments with the same text share the card of the first: the others are folded into it, and decided with it.
import { plural } from "./messages.js";

/** Folds the cards of the list. */
export function foldDuplicates(list) {
    const firsts = new Map();
    list.querySelectorAll(":scope > .item[data-text][data-status=PENDING]").forEach(item => {
        const first = firsts.get(item.dataset.text);
        if (first) {
            fold(item, first);
        } else {
            firsts.set(item.dataset.text, item);
        }
    });
}

/** The cards, and those that are folded into them. */
export function withDuplicates(items) {
    return [...new Set(items.flatMap(item => [item, ...item.querySelectorAll(".item")]))];
}

function fold(item, first) {
    const folded = first.querySelector(".same-text") ?? first.appendChild(createFold());
    const list = folded.querySelector("ol");
    list.append(item);
    folded.querySelector("summary").textContent = plural("sameText", list.children.length);
}

function createFold() {
    const folded = document.createElement("details");
    const list = document.createElement("ol");
    folded.className = "same-text";
    list.className = "items";
    folded.append(document.createElement("summary"), list);
    return folded;
}
