import { element, focus, named } from "./dom.js";
import { Draft } from "./draft.js";
import { fields } from "./fields.js";
import { keep, kept } from "./store.js";

// Milliseconds until a comment that found no service is sent again.
const RETRY = 20000;

// The form. It sends one comment at a time, and loses nothing that was typed.
export class Form {
    #sending = false;
    #attended = false;
    #waiting = null;
    #opener = null;

    constructor({ service, words, article, place, signal, own }) {
        Object.assign(this, { service, words, article, own });
        this.draft = new Draft("draft:" + place);
        this.#build();
        const typed = { ...kept("person"), ...this.draft.typed };
        for (const name of ["name", "email", "body"]) {
            this.form.elements[name].value = typed[name] ?? "";
        }
        this.form.elements.remember.checked = kept("person") !== null;
        this.fields.count();
        addEventListener("online", () => this.#retry(), { signal });
        signal.addEventListener("abort", () => this.#hold());
        if (this.draft.typed.queued) {
            this.#wait();
        }
    }

    #build() {
        const { words } = this;
        this.fields = fields(words);
        this.problem = element("div", { class: "problem", part: "problem", role: "alert", hidden: true });
        this.status = element("p", { class: "hint", role: "status" });
        this.answering = element("div", { class: "answering", hidden: true });
        this.submit = element("button", { class: "submit", part: "submit", type: "submit" }, words.text("submit"));
        this.form = element("form", { class: "form", part: "form", novalidate: true, onsubmit: event => this.#submit(event), oninput: () => this.#typed() },
            this.answering,
            element("p", { class: "notice" }, words.text("notice") + "\u00a0", element("span", { class: "star" }, "*")),
            this.problem,
            this.fields.all,
            this.submit,
            this.status);
        this.title = element("h3", { id: "respond", tabindex: "-1" }, words.text("respond"));
        this.root = element("div", { class: "respond", part: "respond" }, this.title, this.form);
        this.home = element("div", {}, this.root);
    }

    jump() {
        this.root.scrollIntoView({ block: "start" });
        focus(this.form.elements.body);
    }

    answer(comment, opener) {
        this.#hold();
        this.#attach(comment, opener);
        focus(this.form.elements.body);
    }

    // Goes to the comment that is answered, where that is shown.
    #attach(comment, opener) {
        this.#opener = opener;
        this.draft.answer(comment);
        this.answering.replaceChildren(
            element("p", { class: "to" }, named(this.words.text("inReplyTo", "{0}"), comment.name)),
            element("button", { type: "button", onclick: () => this.#cancel() }, this.words.text("cancel")));
        this.answering.hidden = false;
        opener?.closest(".entry").after(this.root);
    }

    // Back below the threads: before they are shown anew, and after an answer.
    goHome() {
        this.home.append(this.root);
        this.answering.hidden = true;
        this.#opener = null;
    }

    // A draft that answered a comment goes on doing so, also while that is on another page.
    restore(places) {
        const { parentId: id, typed } = this.draft;
        if (id) {
            const parent = places.get(id);
            this.#attach(parent?.comment ?? { id, name: typed.parentName ?? "…" }, parent?.entry.querySelector(".reply"));
        }
    }

    #cancel() {
        const opener = this.#opener;
        this.#hold();
        this.draft.answer(null);
        this.goHome();
        opener?.focus();
    }

    // Only what the reader has sent is sent again by itself, and as they have sent it.
    #hold() {
        clearTimeout(this.#waiting);
        this.#waiting = null;
    }

    #wait() {
        this.#waiting = setTimeout(() => this.#retry(), RETRY);
    }

    #typed() {
        this.#hold();
        this.fields.count();
        const { name, email, body, remember } = this.form.elements;
        if (!remember.checked) {
            keep("person", null);
        }
        this.draft.type({ name: name.value, email: email.value, body: body.value, queued: undefined });
    }

    #submit(event) {
        event.preventDefault();
        this.#attended = true;
        this.#send();
    }

    // By itself, and without a word about it to whoever reads on meanwhile.
    #retry() {
        if (this.#waiting) {
            this.#attended = false;
            this.#send();
        }
    }

    async #send() {
        if (this.#sending) {
            return;
        }
        this.#busy(true);
        this.#tell();
        this.#typed();
        const { name, email, body, website, remember } = this.form.elements;
        keep("person", remember.checked ? { name: name.value, email: email.value } : null);
        const { key, parentId } = this.draft;
        const comment = { ...this.article, name: name.value, email: email.value, body: body.value, website: website.value, parentId };
        const answer = await this.service.submit(comment, key).catch(() => null);
        this.#busy(false);
        if (answer) {
            this.#answered(answer, comment);
        } else {
            this.#wait();
            this.draft.type({ queued: true });
            this.#tell(this.words.text("offline"));
        }
    }

    #answered({ status, body, wait }, { name, body: said, parentId }) {
        if (status === 202) {
            this.draft.clear();
            this.form.elements.body.value = "";
            this.fields.count();
            this.goHome();
            this.status.textContent = this.words.text("thanks");
            this.own.add({ ...body, name, body: said.trim(), parentId, status: "PENDING" });
            if (this.#attended) {
                this.own.reveal(body.id);
            }
            return;
        }
        const faults = (body.errors ?? []).filter(({ pointer, detail }) => !this.fields.fault(pointer.slice(2), detail));
        if (body.type?.endsWith("/idempotency-mismatch")) {
            this.draft.renew();
            this.#tell(this.words.text("earlier"));
        } else if (body.errors) {
            this.#tell(body.title, ...faults.map(({ detail }) => detail));
            if (this.#attended) {
                this.fields.focus();
            }
        } else {
            const when = wait ? this.words.text("wait", this.words.span(wait)) : null;
            this.#tell(body.detail ?? this.words.text("trouble"), ...(when ? [when] : []));
        }
    }

    // What is on its way cannot be changed: it would be lost with the answer.
    #busy(isBusy) {
        this.#sending = isBusy;
        this.form.elements.body.readOnly = isBusy;
        this.submit.setAttribute("aria-disabled", isBusy);
        this.status.textContent = isBusy ? this.words.text("sending") : "";
    }

    // What is wrong, above the fields; without a sentence nothing is.
    #tell(...sentences) {
        if (!sentences.length) {
            this.fields.clear();
        }
        this.problem.replaceChildren(...sentences.map(sentence => element("p", {}, sentence)));
        this.problem.hidden = !sentences.length;
        if (sentences.length && this.#attended) {
            focus(this.problem);
        }
    }
}
