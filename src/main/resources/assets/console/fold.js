// Decided cards are folded to one line. The box of a folded card keeps its height, so that no card below it moves. The
// boxes outside the view shrink when the moderator goes back; the scroll position is adapted to it.
import { formatTimes } from "./console.js";

const template = document.querySelector("#folded");
const reserved = new Set();
let lastScroll = 0;

addEventListener(
    "scroll",
    () => {
        if (scrollY < lastScroll) {
            shrinkOutside();
        }
        lastScroll = scrollY;
    },
    { passive: true },
);

/** Keeps the height of cards whose content is about to change. */
export function keepHeight(items) {
    const heights = items.map(item => item.offsetHeight);
    items.forEach((item, index) => {
        if (heights[index] > 0) {
            item.style.blockSize = `${heights[index]}px`;
        }
    });
}

/** Folds a card, unless something in it has the focus. */
export function fold(item) {
    if (item.contains(document.activeElement) || item.querySelector("[data-status=PENDING]")) {
        shrink(item);
        return;
    }
    const line = template.content.cloneNode(true);
    const time = line.querySelector("time");
    line.querySelector(".folded-name").textContent = item.querySelector(".name").textContent;
    line.querySelector(".folded-text").textContent = item.querySelector(".body")?.textContent.slice(0, 200) ?? "";
    time.dateTime = item.dataset.decidedAt;
    line.querySelector(".undo-one").hidden = item.dataset.decidedBy !== "me";
    formatTimes(line);
    item.classList.add("is-folded");
    item.append(line);
    showFoldedState(item);
    reserved.add(item);
}

/** Copies the state of the card to its line. */
export function showFoldedState(item) {
    const state = item.querySelector("[data-state] .badge");
    item.querySelector(":scope > .folded .folded-state").replaceChildren(state ? state.cloneNode(true) : "");
}

/** Shows the whole card again. */
export function unfold(item) {
    item.querySelector(":scope > .folded")?.remove();
    item.classList.remove("is-folded");
    shrink(item);
}

/** Shrinks the boxes of folded cards above the view. */
export function shrinkOutside() {
    const before = document.documentElement.scrollHeight;
    [...reserved].filter(item => item.getBoundingClientRect().bottom < 0).forEach(shrink);
    if (!CSS.supports("overflow-anchor: auto")) {
        scrollBy(0, document.documentElement.scrollHeight - before);
    }
}

export function isFolded(item) {
    return item.classList.contains("is-folded");
}

function shrink(item) {
    reserved.delete(item);
    item.style.blockSize = "";
}
