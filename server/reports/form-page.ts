/**
 * The baked page of the form, filled in again.
 *
 * Promise: the answer to a form is the very page it was on, with everything that was typed, so that nothing is lost and
 * no second form has to be kept alike; problems stand at its top, each leading to its field. Nothing but text is put in.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { contentPolicy, styleHash } from '../bakery/policy.ts';
import { serialise } from '../bakery/serialise.ts';
import { env } from '../env.ts';
import type { FormProblem } from '../staff/visitor.ts';

type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

export type Filled = { html: string; policy: string };

/** The page as it is online now; undefined when it is not. `slug` holds letters, figures and hyphens only. */
export async function bakedForm(slug: string): Promise<string | undefined> {
  const file = path.join(env().dataDir, 'site', 'current', 'public', 'laureats', slug, 'signaler.html');
  return readFile(file, 'utf8').catch(() => undefined); // Not baked: the door says so.
}

function* elements(parent: ParentNode): Generator<Element> {
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elements(child);
  }
}

const read = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value;

function set(element: Element, name: string, value: string): void {
  element.attrs = [...element.attrs.filter((one) => one.name !== name), { name, value }];
}

function setText(element: Element, value: string): void {
  element.childNodes = [{ nodeName: '#text', value, parentNode: element } as DefaultTreeAdapterTypes.TextNode];
}

const textOf = (element: Element) => element.childNodes.map((one) => ('value' in one ? one.value : '')).join('');

/** Puts what was typed back in its field. */
function fill(field: Element, value: string): void {
  const radio = read(field, 'type') === 'radio';
  if (field.tagName === 'textarea') setText(field, value);
  else if (!radio) set(field, 'value', value);
  else if (read(field, 'value') === value) set(field, 'checked', '');
}

/** Fills the page in. @param stamp empty: the form is only to be put right, not yet to be sent */
export function filledForm(
  html: string,
  typed: Record<string, string>,
  { problems, stamp }: { problems: FormProblem[]; stamp: string },
): Filled {
  const document = parse(html, { scriptingEnabled: false });
  const styles: string[] = [];
  const values: Record<string, string> = { ...typed, suite: '', cachet: stamp };
  for (const element of [...elements(document)]) {
    const name = read(element, 'name');
    if (element.tagName === 'style') styles.push(styleHash(textOf(element)));
    else if (/^(input|textarea)$/.test(element.tagName) && name !== undefined) {
      if (Object.hasOwn(values, name)) fill(element, values[name] ?? '');
      if (problems.some((one) => one.path === name)) set(element, 'aria-invalid', 'true');
    } else if (element.tagName === 'title') setText(element, `${titleFor(problems)} · ${textOf(element)}`);
    else if (read(element, 'id') === 'dit') tell(element, problems);
    else if (read(element, 'type') === 'submit' && stamp !== '') setText(element, 'Envoyer le signalement');
  }
  return { html: serialise(document), policy: contentPolicy(styles) };
}

const titleFor = (problems: FormProblem[]) => (problems.length > 0 ? 'À corriger' : 'À relire');

const ids: Record<string, string> = { fait: 'fait', texte: 'texte', document: 'document', courriel: 'courriel' };

/** What is to be done, at the head of the form. */
function tell(place: Element, problems: FormProblem[]): void {
  const review = '<p>Ce n’est pas encore envoyé. Relisez, changez ce qu’il faut, puis envoyez.</p>';
  const lines = problems.map(({ path: field }) =>
    ids[field] ? `<li><a href="#${ids[field]}"></a></li>` : '<li></li>',
  );
  const fragment = parseFragment(problems.length === 0 ? review : `<ul>${lines.join('')}</ul>`);
  // The sentences go in as text, whatever they hold.
  const places = [...elements(fragment)].filter((one) => one.tagName === 'a' || one.tagName === 'li');
  const leaves = places.filter((one) => one.childNodes.length === 0);
  for (const [index, leaf] of leaves.entries()) setText(leaf, problems[index]?.message ?? '');
  place.attrs = place.attrs.filter((one) => one.name !== 'hidden');
  place.childNodes = fragment.childNodes;
}
