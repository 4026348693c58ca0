/**
 * The French name of every field of every noun: what forms, problems and differences call it.
 *
 * Promise: `labelOf` names any path of a noun’s content (`facts.founded.claims.0.place` is « Création · affirmation
 * nº 1 · endroit du document »); a noun’s own words come from its file, those of facts and claims from facts.ts.
 */
import { factLabels } from './facts.ts';
import type { Kind } from './noun.ts';
import { nounOf } from './nouns.ts';

/** What people call each kind: one, several, and how a sentence begins with it. */
export const kindNames: Record<Kind, { one: string; many: string }> = {
  laureate: { one: 'lauréat', many: 'lauréats' },
  edition: { one: 'édition', many: 'éditions' },
  category: { one: 'thème', many: 'thèmes' },
  award: { one: 'prix', many: 'prix' },
  criterion: { one: 'critère', many: 'critères' },
  source: { one: 'source', many: 'sources' },
  page: { one: 'page', many: 'pages' },
  setting: { one: 'réglages du site', many: 'réglages du site' },
};

/** What a form asks besides the content of an entry. */
const besides: Record<string, string> = {
  slug: 'Adresse',
  note: 'Note',
  notice: 'Avis public',
  reviewBy: 'À relire avant le',
  text: 'Note aux collègues',
  mention: 'Collègue',
};

/** The closed choices of some fields, in French: « retenue », « bronze ». */
const choices: Record<string, Record<string, string>> = {
  status: { kept: 'retenue', 'set-aside': 'écartée', disputed: 'en débat' },
  frame: { bronze: 'bronze', or: 'or' },
};

const isIndex = (segment: string) => /^\d+$/.test(segment);

/** The path with every place in a list replaced by `*`. */
function patternOf(segments: string[]): string {
  return segments.map((segment) => (isIndex(segment) ? '*' : segment)).join('.');
}

/** The name of a step of a path: the noun’s own, or that of a part of a fact below one of the noun’s names. */
function stepName(labels: Record<string, string>, pattern: string): string | undefined {
  const own = labels[pattern];
  if (own !== undefined) return own;
  const fact = Object.keys(labels).find(
    (name) => pattern.startsWith(`${name}.`) && (name.startsWith('facts.') || name.endsWith('.*')),
  );
  return fact === undefined ? undefined : factLabels[pattern.slice(fact.length + 1)];
}

/** The French name of a field; empty for the whole content. */
export function labelOf(kind: Kind, path: string): string {
  const other = besides[path];
  if (other !== undefined) return other;
  const { labels } = nounOf(kind);
  const segments = path === '' ? [] : path.split('.');
  const words: string[] = [];
  segments.forEach((segment, index) => {
    const pattern = patternOf(segments.slice(0, index + 1));
    const name = stepName(labels, pattern);
    if (name === undefined || /^facts\.\w+\.value$/.test(pattern)) return;
    // « Fait nº 3 » stands for « Autres faits », of which it is a line.
    if (isIndex(segment)) words.splice(-1, 1, `${name} nº\u00A0${Number(segment) + 1}`);
    else words.push(name);
  });
  return words.join(' · ');
}

const choiceAt = (path: string, value: string) => choices[path.split('.').at(-1) ?? '']?.[value];

/** A closed choice as people read it; any other value as it is. */
export function choiceName(path: string, value: string): string {
  return choiceAt(path, value) ?? value;
}

/** Whether the value is one of a closed choice, and nobody’s words. */
export function isChoice(path: string, value: string): boolean {
  return choiceAt(path, value) !== undefined;
}

/** The kind of entry whose id stands at this path, when one does. */
export function referenceAt(kind: Kind, path: string): Kind | undefined {
  const pattern = patternOf(path.split('.'));
  if (pattern.endsWith('claims.*.source')) return 'source';
  return nounOf(kind).links?.[pattern];
}
