/**
 * Profiles and figures as plain text, with their notes: what `fiche.txt` and `chiffres-….txt` hold, to read and to paste.
 *
 * Promise: pure; the words of the page in its order, each mark [1] with its note at the foot. UTF-8, lines end with a
 * line feed, and a paragraph is one line however long.
 */
import type { EditionPage } from '../../server/published/editions.ts';
import type { PublishedClaim, PublishedFact } from '../../server/published/facts.ts';
import type { LaureateProfile } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { frenchKnownDate } from '../ui/dates.tsx';
import { namedTitle } from '../ui/titles.ts';
import { citedProfile, readySentence, versionNamed } from './citation.ts';
import { type ReadFact, readFact } from './facts.ts';
import { type Call, Footnotes } from './footnotes.ts';
import { LICENCE } from './licence.ts';
import { type Block, type Inline, readProse } from './markdown.ts';
import { namedFacts } from './press-data.ts';

const marks = (calls: Call[]) => calls.map(({ number }) => `[${number}]`).join('');

function line(inlines: Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text') return inline.text.replaceAll('\n', ' ');
      if (inline.kind === 'calls') return marks(inline.calls);
      return inline.kind === 'break' ? '\n' : line(inline.children);
    })
    .join('');
}

function paragraphs(blocks: Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'list') return [line(block.children)];
    return [block.items.map((item) => `- ${paragraphs(item).join('\n  ')}`).join('\n')];
  });
}

/** A title underlined and its paragraphs, an empty line between them; nothing when there is no paragraph. */
function section(title: string, given: string[], rule = '-'): string[] {
  const body = given.filter((one) => one !== '');
  return body.length === 0 ? [] : [`${title}\n${rule.repeat([...title].length)}`, ...body];
}

/** « Forme : Association [1] », with what the editors add under it. */
function factLine({ fact, state, calls, sides }: ReadFact): string {
  const values = sides.map((side) => `${side.value} ${marks(side.calls)}`).join(' ou ');
  const told = { known: `${fact.value} ${marks(calls)}`, undecided: `non tranché\u00a0: ${values}` };
  const value = state === 'unknown' ? `non précisé par les sources ${marks(calls)}` : told[state];
  const reasons = [fact.ruling, fact.exception].filter((text) => text !== '').map((text) => `\n  ${text}`);
  return `${fact.label}\u00a0: ${fact.figure ? `${fact.figure}. ` : ''}${value}`.trimEnd() + reasons.join('');
}

function noteLine(number: number, claim: PublishedClaim | null, exception: string): string {
  if (!claim) return `[${number}] Sans source\u00a0: ${exception}`;
  const { source, place, extract, url, archivedUrl, consultedOn } = claim;
  const named = [namedTitle(source.title), source.publisher, frenchKnownDate(source.publishedOn), place];
  const said = extract === '' ? '' : `\u00a0: «\u202f${extract}\u202f»`;
  const address = [url || source.url, archivedUrl && `copie\u00a0: ${archivedUrl}`].filter(Boolean);
  const consulted = consultedOn === '' ? '' : ` Consulté le ${frenchKnownDate(consultedOn)}.`;
  return `[${number}] ${named.filter(Boolean).join(', ')}${said}.${consulted}${address.map((one) => `\n    ${one}`).join('')}`;
}

const notes = (footnotes: Footnotes) =>
  section('Sources', [footnotes.notes.map((one) => noteLine(one.number, one.claim, one.exception)).join('\n')]);

const inLines = (facts: PublishedFact[], footnotes: Footnotes) =>
  facts.map((fact) => factLine(readFact(fact, footnotes))).join('\n');

const text = (parts: string[]) => `${parts.join('\n\n')}\n`;

/** The fact box first, as on the page; then the other facts in the order of the entry. */
const boxed = ['name', 'award', 'edition', 'category', 'legalForm', 'founded', 'place', 'website'];

/** A profile, as text. */
export function profileText(site: Site, profile: LaureateProfile): string {
  const footnotes = new Footnotes();
  const facts = namedFacts(profile);
  const box = boxed.flatMap((field) => facts.filter((fact) => fact.field === field));
  const others = facts.filter((fact) => !boxed.includes(fact.field));
  const prose = (markdown: string) => paragraphs(readProse(markdown, facts, footnotes));
  const cited = citedProfile(site, profile);
  return text([
    ...section(profile.name, [`${profile.award.name} ${profile.year}, ${profile.category.name}\n${site.name}`], '='),
    inLines(box, footnotes),
    ...section('En bref', prose(profile.summary)),
    ...section('Le projet', prose(profile.account)),
    ...section('En clair', prose(profile.plain)),
    ...section('Autres faits', [inLines(others, footnotes)]),
    ...notes(footnotes),
    ...section('Citer cette fiche', [
      readySentence(cited, versionNamed(profile.version)),
      `Licence\u00a0: ${LICENCE.name}`,
    ]),
  ]);
}

/** The figures of an edition and what its laureates receive, as text. */
export function figuresText(site: Site, edition: EditionPage): string {
  const footnotes = new Footnotes();
  const where = `${site.name}, ${versionNamed(edition.version)}\n${site.url}/editions/${edition.year}`;
  return text([
    ...section(edition.title, [where], '='),
    ...section('Chiffres', [inLines(edition.figures, footnotes)]),
    ...section('Ce qui est annoncé aux lauréats', [inLines(edition.support, footnotes)]),
    ...section('Autres faits', [inLines(edition.details, footnotes)]),
    ...notes(footnotes),
  ]);
}
