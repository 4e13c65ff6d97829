import { keep, kept } from "./store.js";

// What was typed and not yet accepted, with the key under which it is sent however often.
export class Draft {
    constructor(place) {
        this.place = place;
        this.typed = kept(place) ?? {};
    }

    get key() {
        return this.typed.key;
    }

    get parentId() {
        return this.typed.parentId ?? null;
    }

    // Null: it answers nobody.
    answer(parent) {
        if ((parent?.id ?? null) !== this.parentId) {
            this.type({ parentId: parent?.id, parentName: parent?.name });
        }
    }

    // The key is made with the first letter, so that two tabs that show one draft send one comment.
    type(values) {
        const all = { key: this.key ?? random(), ...values };
        // Nothing new is not kept again: another tab may have kept something since.
        if (Object.entries(all).some(([name, value]) => this.typed[name] !== value)) {
            Object.assign(this.typed, all);
            keep(this.place, this.typed);
        }
    }

    renew() {
        this.type({ key: random() });
    }

    // What another tab has kept since is not this one's to forget.
    clear() {
        if (kept(this.place)?.key === this.key) {
            keep(this.place, null);
        }
        this.typed = {};
    }
}

// Not randomUUID: pages without TLS have none.
function random() {
    return [...crypto.getRandomValues(new Uint32Array(4))].map(number => number.toString(36)).join("-");
}
