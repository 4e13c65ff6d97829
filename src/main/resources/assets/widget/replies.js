import { element, focus } from "./dom.js";

// Number of replies that are shown at first. If there is only one more, it is shown too.
const FIRST_REPLIES = 3;

// The replies of one thread: the first ones, a button for the others, and a button that hides all of them.
export class Replies {
    #all = [];
    #isUnfolded;

    constructor(messages, item, { replyCount = 0, nextReplies = null }, load) {
        Object.assign(this, { messages, item, load, cursor: nextReplies, count: replyCount });
        this.#isUnfolded = replyCount <= FIRST_REPLIES + 1;
        this.toggle = element(
            "button",
            {
                class: "toggle",
                part: "toggle",
                type: "button",
                "aria-expanded": "true",
                onclick: () => this.#setCollapsed(!this.isCollapsed),
            },
            messages.counted("replyCount", replyCount),
        );
        this.toggle.hidden = replyCount === 0;
        this.more = element("button", { class: "more", part: "more", type: "button", hidden: true, onclick: () => this.#showMore() });
        item.append(this.more);
    }

    // The line beside the replies hides them too.
    makeLine(list) {
        list.addEventListener("click", ({ target }) => target === list && this.#setCollapsed(true));
    }

    get isCollapsed() {
        return this.item.classList.contains("is-collapsed");
    }

    // Folds the reply away unless it is one of the first. The reader's own reply is always shown.
    add(node) {
        node.item.hidden = !this.#isUnfolded && this.#countShown() >= FIRST_REPLIES;
        this.#all.push(node);
        this.update();
    }

    remove(node) {
        this.#all = this.#all.filter(other => other !== node);
    }

    // Shows a reply, with those that it replies to.
    reveal(node) {
        this.#setCollapsed(false);
        for (let item = node.item; item && item !== this.item; item = item.parentNode.closest("li")) {
            item.hidden = false;
        }
        this.update();
    }

    update() {
        const isFolded = this.#all.some(({ item }) => item.hidden);
        const left = this.count - this.#countShown();
        this.more.hidden = !isFolded && !this.cursor;
        this.more.textContent = left > 0 ? this.messages.counted("moreReplies", left) : this.messages.text("replies");
    }

    #countShown() {
        return this.#all.filter(({ item, comment }) => !item.hidden && !comment.removed && !comment.isOwn).length;
    }

    async #showMore() {
        const folded = this.#all.filter(({ item }) => item.hidden);
        this.#isUnfolded = true;
        folded.forEach(({ item }) => (item.hidden = false));
        const first = folded[0] ?? (await this.#loadMore());
        this.update();
        if (first) {
            focus(first.item);
        }
    }

    async #loadMore() {
        const page = await this.load(this.cursor, this.more);
        this.cursor = page ? page.next : this.cursor;
        return page?.first;
    }

    #setCollapsed(isCollapsed) {
        this.item.classList.toggle("is-collapsed", isCollapsed);
        this.toggle.setAttribute("aria-expanded", !isCollapsed);
        if (isCollapsed) {
            this.item.firstChild.scrollIntoView({ block: "nearest" });
        }
    }
}
