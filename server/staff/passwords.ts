/**
 * Passwords: what is accepted, how one is kept, how one is checked.
 *
 * Promise: a password is kept as argon2id (19 MiB, two passes) and nowhere else; at most two are worked on at once in
 * the process, the others wait; checking one for an account that does not exist takes the same time. What is refused is
 * refused with the remedy, from lists held here: nothing leaves the machine.
 */
import { hash, verify } from '@node-rs/argon2';
import { passwordWork } from '../limits.ts';
import { commonWords, contextWords } from './password-words.ts';

/** argon2id is the library's own default algorithm; the rest is what OWASP asks for at least. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

export const passwordLimits = { shortest: 15, longest: 128 };

/** Too many passwords are waiting to be checked. */
export class TooBusy extends Error {}

/** Work under way, and who waits for a place: two at once in the whole process. */
type Places = { running: number; waiting: (() => void)[] };
const placesKey = Symbol.for('palmares.passwords');
const shared = globalThis as typeof globalThis & { [placesKey]?: Places };

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  shared[placesKey] ??= { running: 0, waiting: [] };
  const places = shared[placesKey];
  if (places.waiting.length >= passwordWork.waiting)
    throw new TooBusy('Trop de connexions à la fois : recommencez dans quelques secondes.');
  // A place is handed over, never freed, while somebody waits: nobody can slip in between.
  if (places.running >= passwordWork.atOnce) await new Promise<void>((resolve) => places.waiting.push(resolve));
  else places.running += 1;
  try {
    return await work();
  } finally {
    const next = places.waiting.shift();
    if (next) next();
    else places.running -= 1;
  }
}

/** A password as it is hashed: one Unicode form, so that é typed on another keyboard is the same é. */
const normal = (password: string) => password.normalize('NFKC');

/** @returns the PHC string to keep */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), cost));
}

let decoy: Promise<string> | undefined;

/** Whether the password is the one kept. Without one kept: false, after the same work. @throws {TooBusy} */
export async function checkPassword(kept: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('ce mot de passe n’est à personne').catch((error: unknown) => {
    decoy = undefined; // Too busy once is no reason to be so for ever.
    throw error;
  });
  const against = kept ?? (await decoy);
  const tried = [...normal(password)].slice(0, passwordLimits.longest + 1).join('');
  const matches = await inTurn(() => verify(against, tried));
  return matches && kept !== null;
}

/** What people put before and after a word: figures and punctuation, a few of them. */
const ends = /^\P{L}{0,9}(?=.*\p{L})|(?<=\p{L}.*)\P{L}{0,9}$/gu;

/** Lower case, without accents, blanks or punctuation, the ends cut off and the usual digits for letters undone. */
function plain(text: string): string {
  return text
    .replace(ends, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9@$]/g, '')
    .replace(
      /[@431!0$57]/g,
      (sign) => ({ '@': 'a', 4: 'a', 3: 'e', 1: 'i', 0: 'o', $: 's', 5: 's', 7: 't' })[sign] ?? '',
    );
}

const digitsOf = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Runs of neighbours (abcdef, 987654), years, and one piece said again and again. */
function withoutPatterns(text: string): string {
  const steps = [...text].map((sign, at) => (at === 0 ? 0 : sign.charCodeAt(0) - text.charCodeAt(at - 1)));
  const inRun = (at: number) =>
    Math.abs(steps[at] ?? 0) <= 1 && (steps[at] === steps[at + 1] || (at > 1 && steps[at] === steps[at - 1]));
  const left = [...text].filter((_, at) => !inRun(at)).join('');
  return left.replace(/(19|20)\d\d/g, '').replace(/(.+?)\1+/g, '$1');
}

/** How many signs are left once everything easy to guess is taken out: fewer than this is refused. */
const enough = 6;

function guessable(password: string, about: readonly string[]): boolean {
  const own = about.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  const words = [...commonWords, ...contextWords, ...own].sort((a, b) => b.length - a.length);
  return [plain, digitsOf].some((form) => {
    let left = form(password);
    for (const word of words) left = left.replaceAll(form(word) || '\0', '');
    // A phrase in another script leaves nothing to `form`: it is judged by its own length.
    return withoutPatterns(left).length < enough && !foreign(password);
  });
}

const foreign = (password: string) => (password.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0) >= 8;

/** @returns what is wrong with a new password, with the remedy; `undefined` when it is good. `about`: name, e-mail … */
export function passwordProblem(password: string, about: readonly string[]): string | undefined {
  const { shortest, longest } = passwordLimits;
  const length = [...normal(password)].length;
  if (length < shortest)
    return `Ce mot de passe est trop court : ${shortest} caractères au moins, par exemple quatre mots.`;
  if (length > longest) return `Ce mot de passe est trop long : ${longest} caractères au plus.`;
  if (guessable(password, about))
    return 'Ce mot de passe est trop facile à deviner : ajoutez des mots sans rapport avec vous ni avec le site.';
  return undefined;
}
