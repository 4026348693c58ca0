/**
 * The names of the paragraphs of a page, so that each can be linked to.
 *
 * Promise: a paragraph’s anchor comes from its own words alone (spaces, apostrophes and source marks aside), so that it
 * stays the same whatever happens to the others; no two are the same on a page. A paragraph that is rewritten gets
 * another: links to the earlier one land on the page, and the version that had it keeps it.
 */
export class Anchors {
  readonly #given = new Map<string, number>();

  /** The anchor of the next paragraph of the page: `p-` and letters or digits. The same words again get a number. */
  of(words: string): string {
    const name = `p-${digest(words.normalize('NFC').replace(/\s+/g, '').replace(/['ʼ]/g, '’'))}`;
    const times = (this.#given.get(name) ?? 0) + 1;
    this.#given.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  }
}

/** FNV-1a, 32 bits, in base 36: short, and the same wherever it is computed. Nothing secret hangs on it. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(7, '0');
}
