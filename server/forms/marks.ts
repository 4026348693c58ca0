/** The source marks an entry’s prose may hold: `[^activite]` calls the notes of the fact « Activité ». */
import { isObject, type Json } from '../editorial/json.ts';
import type { Kind } from '../editorial/noun.ts';
import { nounOf } from '../editorial/nouns.ts';
import { keyOf } from '../published/facts.ts';

export type Mark = { key: string; label: string };

/** The marks of the facts in this content; `criteria` gives the address and the title of each criterion by id. */
export function marksOf(kind: Kind, content: Json, criteria: Map<string, { slug: string; title: string }>): Mark[] {
  if (!isObject(content)) return [];
  const { labels } = nounOf(kind);
  const named = Object.keys(isObject(content.facts) ? content.facts : {}).map(
    (field) => labels[`facts.${field}`] ?? '',
  );
  const lines = Object.values(content).flatMap((value) => (Array.isArray(value) ? value : []));
  const labelled = lines.flatMap((line) => (isObject(line) && typeof line.label === 'string' ? [line.label] : []));
  const met = lines.flatMap((line) => {
    const criterion = isObject(line) ? criteria.get(String(line.criterion)) : undefined;
    return criterion ? [{ key: `critere-${criterion.slug}`, label: criterion.title }] : [];
  });
  const marks = [...named, ...labelled].filter((label) => label !== '').map((label) => ({ key: keyOf(label), label }));
  return [...marks, ...met];
}
