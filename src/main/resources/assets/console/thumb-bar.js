// The bar at the bottom of a small screen. Its buttons act on the current card: the focused one while its beginning is
// in view, else the one in the reading position.
const READING_POSITION = 0.3;
const SCROLL_END_DELAY = 100;

const bar = document.querySelector("#thumb-bar");
const menu = document.querySelector("#thumb-menu");
const smallScreen = matchMedia("(max-width: 40rem)");
let scrollTimer = null;

/** @param actions the actions of the buttons, by the name in `data-thumb` */
export function bindThumbBar(currentItem, setCurrent, actions) {
    addEventListener(
        "scroll",
        () => {
            clearTimeout(scrollTimer);
            scrollTimer = setTimeout(() => {
                if (smallScreen.matches && !isBeingRead(currentItem())) {
                    setCurrent(document.elementFromPoint(innerWidth / 2, innerHeight * READING_POSITION)?.closest("#items > .item"));
                }
            }, SCROLL_END_DELAY);
        },
        { passive: true },
    );
    for (const part of [bar, menu]) {
        part.addEventListener("click", event => {
            const action = event.target.closest("[data-thumb]")?.dataset.thumb;
            if (action) {
                menu.hidePopover();
                actions[action](event);
            }
        });
    }
}

function isBeingRead(item) {
    const top = item?.getBoundingClientRect().top;
    return item?.contains(document.activeElement) && top >= 0 && top < innerHeight;
}
