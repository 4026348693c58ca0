/**
 * What a finished page must not hold, and must.
 *
 * Promise: every fault of a document is named once, in French; its links and ids are listed on the way. The rules are
 * those of the content policy of baked pages (no script, no inline style) and of a page that stands by itself.
 */
import type { DefaultTreeAdapterTypes } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/** What was found while reading a document. */
type Findings = {
  faults: Set<string>;
  ids: Set<string>;
  links: Set<string>;
  titles: string[];
  headings: number;
  lang: string;
};

/** Script types that hold data, never code. */
const dataScripts = new Set(['application/ld+json', 'speculationrules']);

/** The value of an attribute; `undefined` when absent. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function text(element: Element): string {
  return element.childNodes
    .map((node) => ('value' in node ? node.value : 'tagName' in node ? text(node) : ''))
    .join('');
}

function inspectAttributes(element: Element, found: Findings): void {
  for (const { name, value } of element.attrs) {
    if (name === 'style') found.faults.add(`un attribut style sur <${element.tagName}>`);
    else if (/^on[a-z]/.test(name)) found.faults.add(`un script dans l’attribut ${name} de <${element.tagName}>`);
    else if (/^(?:href|src|action|formaction)$/.test(name) && /^\s*javascript:/i.test(value)) {
      found.faults.add(`un script dans l’attribut ${name} de <${element.tagName}>`);
    } else if (name === 'id') {
      if (found.ids.has(value)) found.faults.add(`l’identifiant « ${value} » est porté deux fois`);
      if (/^[SBP]:/.test(value))
        found.faults.add(`un emplacement « ${value} » attend un script pour paraître (Suspense)`);
      found.ids.add(value);
    }
  }
}

function inspectElement(element: Element, parent: ParentNode, found: Findings): void {
  switch (element.tagName) {
    case 'script':
      if (!dataScripts.has(attribute(element, 'type') ?? '')) {
        found.faults.add(`un script (${attribute(element, 'src') ?? `${text(element).trim().slice(0, 60)}…`})`);
      }
      break;
    case 'style':
      found.faults.add('un élément <style>');
      break;
    case 'title':
      if (parent.nodeName === 'head') found.titles.push(text(element).trim());
      break;
    case 'h1':
      found.headings += text(element).trim() === '' && !element.childNodes.some((node) => 'tagName' in node) ? 0 : 1;
      break;
    case 'html':
      found.lang = attribute(element, 'lang') ?? '';
      if (attribute(element, 'id') === '__next_error__') found.faults.add('la page d’erreur du moteur de rendu');
      break;
    case 'a':
    case 'area':
      found.links.add(attribute(element, 'href') ?? '');
      break;
  }
}

function walk(parent: ParentNode, found: Findings): void {
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    inspectAttributes(child, found);
    inspectElement(child, parent, found);
    walk('content' in child ? (child as DefaultTreeAdapterTypes.Template).content : child, found);
  }
}

/** Reads a whole document and reports its faults, the `href` of its links and its ids. */
export function inspect(document: ParentNode): { faults: string[]; links: string[]; ids: string[] } {
  const found: Findings = { faults: new Set(), ids: new Set(), links: new Set(), titles: [], headings: 0, lang: '' };
  walk(document, found);
  found.links.delete('');
  if (found.lang === '') found.faults.add('il manque la langue (<html lang>)');
  if (found.titles.length === 0 || found.titles.includes('')) found.faults.add('il manque le titre (<title>)');
  if (found.titles.length > 1) found.faults.add('deux titres (<title>)');
  if (found.headings === 0) found.faults.add('il manque le titre de premier niveau (<h1>)');
  return { faults: [...found.faults], links: [...found.links], ids: [...found.ids] };
}
