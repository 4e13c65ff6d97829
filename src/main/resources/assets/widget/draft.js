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

    set parentId(id) {
        if (id !== this.parentId) {
            this.type({ parentId: id });
        }
    }

    // The key is made with the first letter, so that two tabs that show one draft send one comment.
    type(values) {
        Object.assign(this.typed, { key: this.key ?? random() }, values);
        keep(this.place, this.typed);
    }

    renew() {
        this.type({ key: random() });
    }

    clear() {
        this.typed = {};
        keep(this.place, null);
    }
}

// Not randomUUID: pages without TLS have none.
function random() {
    return [...crypto.getRandomValues(new Uint32Array(4))].map(number => number.toString(36)).join("-");
}
