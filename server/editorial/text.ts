/**
 * Text as it enters the store: every zod schema of a noun is made of these pieces, so that Unicode form, forbidden
 * characters and French typography are dealt with once, at the boundary.
 *
 * Promise: a string that passed is NFC, trimmed, at most `max` characters, free of control and bidirectional-override
 * characters, and (for words of ours) typographically French. Nothing else of it is changed.
 */
import { z } from 'zod';

/** What is said where a schema has no words of its own: nobody meets it who uses our forms. */
z.config({
  localeError: ({ code }) =>
    code === 'unrecognized_keys'
      ? 'Ce formulaire a un champ de trop : rechargez la page, puis recommencez.'
      : 'Ce champ n’a pas la forme attendue : rechargez la page, puis recommencez.',
});

const NARROW = '\u202F';
const NO_BREAK = '\u00A0';

/** Control characters but tab and newline; bidirectional overrides and isolates (Unicode TR 9). */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}|\uFEFF/u;

/**
 * French spacing and apostrophes (Lexique des règles typographiques en usage à l’Imprimerie nationale): curly
 * apostrophes, no-break spaces inside « » and before : ; ! ? % €, narrow spaces between thousands. Only an ordinary
 * space already there becomes a no-break one, so that addresses and times keep their form.
 */
export function french(text: string): string {
  return text
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replace(/«[ \u00A0\u202F]*/g, `«${NARROW}`)
    .replace(/[ \u00A0\u202F]*»/g, `${NARROW}»`)
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ :(?=\s|$)/g, `${NO_BREAK}:`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NARROW}`)
    .replace(/(\d) (?=[%€])/g, `$1${NO_BREAK}`);
}

const tooLong = (max: number) => `Ce texte dépasse ${max} signes : raccourcissez-le.`;

function clean(max: number) {
  return z
    .string({ error: 'Ce champ attend du texte.' })
    .max(max, tooLong(max))
    .refine((value) => !FORBIDDEN.test(value), 'Ce texte contient un caractère invisible : tapez-le de nouveau.')
    .transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim());
}

/** Words quoted from a source or a name as its owner writes it: kept to the letter. */
export const verbatim = (max: number) => clean(max);

/** As it is set, which may take more signs than were typed: what is kept must still fit when it is saved again. */
const set = (typed: z.ZodType<string, string>, max: number) =>
  typed.transform(french).refine((value) => value.length <= max, tooLong(max));

/** One line of our own French. */
export const line = (max: number) =>
  set(
    clean(max).refine((value) => !value.includes('\n'), 'Ce champ tient sur une seule ligne.'),
    max,
  );

/** Several lines of our own French, in the limited Markdown that `components/site/prose.tsx` shows. */
export const prose = (max: number) => set(clean(max), max);

/** Whether an address says whom to be at its place: `https://ville.paris@autre.fr` leads to autre.fr. */
function saysWho(value: string): boolean {
  const { username, password } = URL.parse(value) ?? { username: '', password: '' };
  return username !== '' || password !== '';
}

/**
 * An https or http address of a source (http exists among the sources of 2016), or nothing. What the eye does not see of
 * it, or takes for the name of another place, is refused.
 */
export const address = z
  .union(
    [z.literal(''), z.url({ protocol: /^https?$/ }).max(500)],
    'Ce champ attend une adresse qui commence par https:// ou http://.',
  )
  .refine((value) => !FORBIDDEN.test(value), 'Cette adresse contient un caractère invisible : tapez-la de nouveau.')
  .refine((value) => !saysWho(value), 'Cette adresse contient un nom devant « @ » : retirez ce nom et le signe « @ ».');

/** A calendar date as far as it is known: 2016, 2016-11 or 2016-11-25 (ISO 8601), or nothing. */
export const knownDate = z.union(
  [z.literal(''), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/), z.iso.date()],
  'Ce champ attend une date comme 2016, 2016-11 ou 2016-11-25.',
);

/** The id of another entry, or nothing yet. */
export const reference = z.string().max(64);

/** The place of an entry among its like: 1 comes first. */
export const position = z.int('Ce champ attend un nombre entier.').min(0).max(9999);

/**
 * How strictly a field is taken: a draft may leave it empty, a publication may not.
 * `must(schema, missing)` refuses the empty string with `missing`, a sentence that says what to add.
 */
export type Must = <S extends z.ZodType<string>>(schema: S, missing: string) => z.ZodType<string>;

export const inDraft: Must = (schema) => schema;
export const toPublish: Must = (schema, missing) => schema.refine((value) => value !== '', missing);
