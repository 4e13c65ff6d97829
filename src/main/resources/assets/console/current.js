// The current card of the queue: which one it is, how it gets the focus, and which one comes next.
import { otherClaim } from "./claims.js";
import { showContext } from "./context.js";
import { isPending } from "./decisions.js";
import { isFolded } from "./fold.js";
import { isolate } from "./messages.js";
import { prefetch } from "./prefetch.js";
import { showHint } from "./requests.js";

const items = document.querySelector("#items");
let current = null;
// All cards are decided, and the next ones have not been loaded yet.
let isOutOfCards = false;

export function setCurrent(item) {
    if (item && item !== current) {
        current?.classList.remove("current");
        current = item;
        isOutOfCards = false;
        current.classList.add("current");
        showContext(item);
    }
}

export function focusItem(item) {
    if (item) {
        setCurrent(item);
        item.querySelector(isFolded(item) ? ".unfold" : ".comment").focus({ preventScroll: true });
        item.scrollIntoView({ block: "start" });
    }
    return true;
}

export function currentItem() {
    return current?.isConnected ? current : null;
}

export function sibling(item, direction, matches = _ => true) {
    let found = item[direction];
    while (found && !(found.matches(".item") && matches(found))) {
        found = found[direction];
    }
    return found;
}

export function firstItem() {
    const all = [...items.querySelectorAll(":scope > .item")];
    return all.find(isDecidable) ?? all[0];
}

/** Says who has claimed the card. Returns whether another moderator has. */
export function isHeld(item) {
    const text = otherClaim(item);
    if (text) {
        showHint(`${isolate(item.querySelector(".name").textContent)} – ${text}`);
    }
    return text !== "";
}

export function isDecidable(item) {
    return isPending(item) && otherClaim(item) === "";
}

// Focuses the next pending card that no other moderator has claimed, else the previous one, else the button that loads or claims more.
export function focusNextPending(item) {
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

/** Focuses the first card that can be decided, if all earlier ones are. Returns whether they are. */
export function resumeAfterLoad() {
    if (isOutOfCards) {
        focusItem([...items.querySelectorAll(":scope > .item")].find(isDecidable));
        return true;
    }
    return false;
}

// Applies an action to the current card. If that card is out of view, the first key press only scrolls to it.
export function withCurrent(action) {
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
