// Hashes that are computed at the same time. Between them the page stays responsive.
const BATCH = 250;

// Finds a proof of work in ALTCHA's format: the number whose digits after the salt have the hash of the challenge. The
// browser computes the hashes in its own threads. A worker is not used: the page is of another origin, and its policy may
// forbid workers.
export async function solve({ algorithm, challenge, maxnumber, salt, signature }) {
    const encoder = new TextEncoder();
    const wanted = Uint8Array.from(challenge.match(/../g), byte => parseInt(byte, 16));
    const isWanted = hash => new Uint8Array(hash).every((byte, index) => byte === wanted[index]);
    for (let first = 0; first <= maxnumber; first += BATCH) {
        const texts = Array.from({ length: BATCH }, (_, index) => encoder.encode(salt + (first + index)));
        const hashes = await Promise.all(texts.map(text => crypto.subtle.digest(algorithm, text)));
        const index = hashes.findIndex(isWanted);
        if (index >= 0) {
            return btoa(JSON.stringify({ algorithm, challenge, number: first + index, salt, signature }));
        }
    }
    throw new Error("The challenge has no solution");
}
