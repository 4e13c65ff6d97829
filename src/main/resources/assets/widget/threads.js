import { element, focus, named } from "./dom.js";

// Nested as deep as can still be read on a phone, then flat: as PlacedComment on the server.
const DEEPEST = 2;

export class Threads {
    list = element("ol", { class: "threads", part: "threads", role: "list" });
    places = new Map();

    constructor(words, { onreply, onreplies }) {
        this.words = words;
        this.onreply = onreply;
        this.onreplies = onreplies;
    }

    clear(order) {
        this.order = order;
        this.list.replaceChildren();
        this.places.clear();
    }

    // Answers the first that was not there yet.
    add(comments) {
        return comments.map(comment => this.place(comment)).find(made => made);
    }

    // What is shown as its author's own gives way to the same comment once it is approved.
    place(comment) {
        const here = this.places.get(comment.id);
        if (here && (comment.isOwn || !here.comment.isOwn)) {
            return null;
        }
        this.remove(comment.id);
        const parent = this.places.get(comment.parentId);
        const isFlat = parent?.depth === DEEPEST;
        const place = { comment, depth: parent ? Math.min(parent.depth + 1, DEEPEST) : 0, list: this.list };
        if (parent) {
            place.list = isFlat ? parent.list : (parent.replies ??= this.#replies(parent));
        }
        place.entry = element("div", { class: "entry" }, comment.removed ? this.#removed() : this.#said(comment, isFlat && parent.comment));
        place.item = element("li", { class: "comment", part: "comment", "data-id": comment.id }, place.entry);
        if (comment.isOwn && !parent && this.order === "newest") {
            place.list.prepend(place.item);
        } else {
            place.list.append(place.item);
        }
        this.places.set(comment.id, place);
        if (comment.nextReplies) {
            place.item.append(this.#more(comment.nextReplies));
        }
        return place;
    }

    remove(id) {
        this.places.get(id)?.item.remove();
        this.places.delete(id);
    }

    // Notes which comment is the reader's own, and how it stands.
    own(id, ...state) {
        const { item, entry } = this.places.get(id);
        item.classList.add("own");
        entry.querySelector(".state")?.remove();
        entry.append(element("p", { class: "state", part: "state" }, ...state));
    }

    aim(id) {
        const place = this.places.get(id);
        if (place) {
            this.list.querySelector(".aimed")?.classList.remove("aimed");
            place.item.classList.add("aimed");
            place.item.scrollIntoView({ block: "center" });
        }
        return place;
    }

    retell() {
        for (const time of this.list.querySelectorAll("time")) {
            time.textContent = this.words.ago(time.dateTime);
        }
    }

    #replies(parent) {
        const list = element("ol", { class: "replies", role: "list" });
        parent.entry.after(list);
        return list;
    }

    #removed() {
        return element("p", { class: "removed" }, this.words.text("removed"));
    }

    #said(comment, answered) {
        const { words } = this;
        const time = element(
            "time",
            { datetime: comment.submittedAt, title: words.dates.format(new Date(comment.submittedAt)) },
            words.ago(comment.submittedAt));
        return [
            element("p", { class: "by" },
                element("bdi", { class: "name", part: "name" }, comment.name),
                element("a", { class: "when", part: "time", href: "#comment-" + comment.id }, time)),
            answered
                ? element("p", { class: "to" }, named(words.text("inReplyTo", "{0}"), answered.name ?? words.text("earlierComment")))
                : null,
            element("p", { class: "body", part: "body", dir: "auto" }, comment.body),
            comment.isOwn
                ? null
                : element("button", {
                    class: "reply", part: "reply", type: "button",
                    "aria-label": words.naming("replyTo", comment.name),
                    onclick: ({ currentTarget }) => this.onreply(comment, currentTarget),
                }, words.text("reply")),
        ];
    }

    #more(cursor) {
        const button = element("button", { class: "more", part: "more", type: "button" }, this.words.text("replies"));
        button.addEventListener("click", async () => {
            const page = await this.onreplies(cursor, button);
            if (page) {
                const first = this.add(page.comments);
                cursor = page.next;
                button.parentNode.append(button);
                button.hidden = !cursor;
                focus(first?.item ?? button);
            }
        });
        return button;
    }
}
