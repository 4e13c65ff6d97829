import { element, focus, permalink, withName } from "./dom.js";
import { Replies } from "./replies.js";
import { direction, withoutBlankLines } from "./text.js";

// Deeper replies are flat, to fit a phone. ThreadNode of the server follows the same rule.
const MAX_DEPTH = 2;

export class Threads {
    list = element("ol", { class: "threads", part: "threads", role: "list" });
    nodes = new Map();

    // A long text has a button that shows all of it. Whether a text is long depends on the width.
    #clamped = new ResizeObserver(entries =>
        entries.forEach(({ target }) => (target.nextSibling.hidden = target.scrollHeight <= target.clientHeight + 1)),
    );

    constructor(messages, { onreply, onreport, onreplies }) {
        this.messages = messages;
        this.onreply = onreply;
        this.onreport = onreport;
        this.onreplies = onreplies;
    }

    clear(order) {
        this.order = order;
        this.#clamped.disconnect();
        this.list.replaceChildren();
        this.nodes.clear();
    }

    // Returns the first comment that was not shown yet.
    add(comments) {
        return comments.map(comment => this.insert(comment)).find(added => added);
    }

    // The published comment replaces the reader's own copy of it.
    insert(published) {
        const comment = published.name === null ? { ...published, name: this.messages.text("deletedAuthor") } : published;
        const current = this.nodes.get(comment.id);
        if (current && (comment.isOwn || !current.comment.isOwn)) {
            return null;
        }
        this.remove(comment.id);
        const parent = this.nodes.get(comment.parentId);
        const isFlat = parent?.depth === MAX_DEPTH;
        const node = { comment, depth: parent ? Math.min(parent.depth + 1, MAX_DEPTH) : 0, list: this.list, thread: parent?.thread };
        if (parent) {
            node.list = isFlat ? parent.list : (parent.replies ??= this.#replies(parent));
        }
        node.entry = element(
            "div",
            { class: "entry" },
            comment.removed ? this.#removed() : this.#content(comment, isFlat && parent.comment),
        );
        node.item = element("li", { class: "comment", part: "comment", "data-id": comment.id }, node.entry);
        if (comment.isOwn && !parent && this.order === "newest") {
            node.list.prepend(node.item);
        } else {
            node.list.append(node.item);
        }
        this.nodes.set(comment.id, node);
        if (node.thread) {
            node.thread.add(node);
        } else if (!parent && !comment.isOwn) {
            node.thread = new Replies(this.messages, node.item, comment, (...request) => this.#loadReplies(...request));
            node.entry.append(node.thread.toggle);
        }
        if (comment.isOwn) {
            this.reveal(comment.id);
        }
        return node;
    }

    remove(id) {
        const node = this.nodes.get(id);
        node?.item.remove();
        node?.thread?.remove(node);
        this.nodes.delete(id);
    }

    // Marks the reader's own comment, and shows its state.
    markOwn(id, status, ...state) {
        const { item, entry } = this.reveal(id);
        item.classList.remove("is-pending", "is-approved", "is-rejected");
        item.classList.add("own", "is-" + status.toLowerCase());
        entry.querySelector(".report")?.remove();
        item.part.add("own");
        entry.querySelector(":scope > .state")?.remove();
        entry.append(element("p", { class: "state", part: "state" }, ...state));
    }

    // Shows a comment that is folded away.
    reveal(id) {
        const node = this.nodes.get(id);
        node?.thread?.reveal(node);
        return node;
    }

    showTarget(id) {
        const node = this.reveal(id);
        if (node) {
            this.list.querySelector(".target")?.classList.remove("target");
            node.item.classList.add("target");
            node.item.scrollIntoView({ block: "center" });
        }
        return node;
    }

    updateTimes() {
        for (const time of this.list.querySelectorAll("time")) {
            time.textContent = this.messages.ago(time.dateTime);
        }
    }

    #replies(parent) {
        const list = element("ol", { class: "replies", part: "replies", role: "list" });
        parent.entry.after(list);
        if (parent.depth === 0) {
            parent.thread?.makeLine(list);
        }
        return list;
    }

    #removed() {
        return element("p", { class: "removed", part: "removed" }, this.messages.text("removed"));
    }

    #content(comment, flatParent) {
        const { messages } = this;
        const time = element(
            "time",
            { datetime: comment.submittedAt, title: messages.dates.format(new Date(comment.submittedAt)) },
            messages.ago(comment.submittedAt),
        );
        return [
            element(
                "p",
                { class: "by" },
                element("bdi", { class: "name", part: "name" }, comment.name),
                element("a", { class: "when", part: "time", href: permalink(comment.id) }, time),
            ),
            flatParent
                ? element(
                      "p",
                      { class: "to" },
                      withName(messages.text("inReplyTo", "{0}"), flatParent.name ?? messages.text("earlierComment")),
                  )
                : null,
            this.#body(comment.body),
            element("button", { class: "read", part: "more", type: "button", hidden: true, onclick: showWhole }, messages.text("readMore")),
            comment.isOwn ? null : this.#action("reply", "replyTo", comment, this.onreply),
            comment.isOwn ? null : this.#action("report", "reportOf", comment, this.onreport),
        ];
    }

    #body(text) {
        const body = element("p", { class: "body is-clamped", part: "body", dir: direction(text) }, withoutBlankLines(text));
        this.#clamped.observe(body);
        return body;
    }

    #action(name, label, comment, action) {
        return element(
            "button",
            {
                class: name,
                part: name,
                type: "button",
                "aria-label": this.messages.textWithName(label, comment.name),
                onclick: ({ currentTarget }) => action(comment, currentTarget),
            },
            this.messages.text(name),
        );
    }

    async #loadReplies(cursor, button) {
        const page = await this.onreplies(cursor, button);
        return page && { first: this.add(page.comments), next: page.next };
    }
}

function showWhole({ currentTarget: button }) {
    button.previousSibling.classList.remove("is-clamped");
    focus(button.previousSibling);
}
