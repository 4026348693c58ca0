/**
 * A rendered page made into a finished document that needs no script.
 *
 * Promise: what the framework added for its own scripts is taken away, style sheets are written into the page when asked
 * for, nothing else is rewritten. A page that would not be whole without script, that breaks the strict content policy or
 * that lacks a title, an h1 or a language is refused, with every fault named in French. What is removed was seen in the output of Next.js 16.4.6 and React 19.3.
 */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { attribute, inspect } from './inspect.ts';
import { styleHash } from './policy.ts';
import { serialise } from './serialise.ts';

type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

export type Frozen =
  | {
      ok: true;
      html: string;
      /** `href` of every link of the page, as written, each once. */
      links: string[];
      /** Every `id` of the page. */
      ids: string[];
      /** Hashed assets the page refers to: paths under `/_next/static/`, each once. */
      assets: string[];
      /** The style sheets written into the page, by {@link styleHash}. */
      styles: string[];
    }
  | { ok: false; faults: string[] };

/**
 * Next's flight data, half of what it renders: cut before the parser reads it letter by letter. Next escapes every `<` in
 * it; a script that holds one is left to the parser, so that nothing but one script is ever cut.
 */
const flight = /<script>self\.__next_f\.push\([^<]*<\/script>/g;

/** Starts of the inline scripts Next and React write: chunk list, flight data, reveal clock. */
const frameworkScript =
  /^\s*\(?(?:globalThis\["TURBOPACK"\]|self\.__next_[a-z]|self\.webpackChunk_N_E|requestAnimationFrame\(function\(\)\{\$RT)/;

function isFrameworkScript(element: Element): boolean {
  const source = attribute(element, 'src');
  if (source !== undefined) return source.startsWith('/_next/static/');
  const first = element.childNodes[0];
  return first !== undefined && 'value' in first && frameworkScript.test(first.value);
}

function servesScriptsOnly(element: Element): boolean {
  switch (element.tagName) {
    case 'script':
      return isFrameworkScript(element);
    case 'link': {
      const relation = attribute(element, 'rel');
      const script = relation === 'preload' && attribute(element, 'as') === 'script';
      return script || relation === 'modulepreload' || relation === 'expect';
    }
    case 'meta':
      return attribute(element, 'name') === 'next-size-adjust';
    case 'template':
      // React's mark of the end of the shell, the target of <link rel="expect">.
      return /^[_«]/.test(attribute(element, 'id') ?? '') && element.childNodes.length === 0;
    case 'div':
      return attribute(element, 'hidden') !== undefined && element.attrs.length === 1 && !hasContent(element);
    default:
      return false;
  }
}

function hasContent(element: Element): boolean {
  return element.childNodes.some((child) => child.nodeName !== '#comment');
}

/** Takes away, in place, what serves the framework's scripts only; counts the placeholders React left unrevealed. */
function strip(parent: ParentNode): number {
  let unrevealed = 0;
  const kept: ParentNode['childNodes'] = [];
  for (const child of parent.childNodes) {
    if (child.nodeName === '#comment') {
      // React: "$?" pending, "$~" queued, "$!" failed boundary (react-dom, ReactFizzConfigDOM).
      if ('data' in child && /^\$[?!~]/.test(child.data)) unrevealed += 1;
      continue;
    }
    if ('tagName' in child) {
      if (servesScriptsOnly(child)) continue;
      unrevealed += strip(child);
      const order = child.attrs.findIndex(({ name }) => name === 'data-precedence');
      if (order >= 0) child.attrs.splice(order, 1);
    }
    kept.push(child);
  }
  parent.childNodes = kept;
  return unrevealed;
}

/** Gives the text of a style sheet of the site by its address, as it may stand in any page; `undefined`: leave the link. */
export type SheetReader = (address: string) => Promise<string | undefined>;

function isSheet(node: ParentNode['childNodes'][number]): node is Element {
  return 'tagName' in node && node.tagName === 'link' && attribute(node, 'rel') === 'stylesheet';
}

function headElement(head: Element, tagName: string, attributes: Record<string, string>): Element {
  const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value }));
  return { ...head, tagName, nodeName: tagName, attrs, childNodes: [], parentNode: head };
}

function styleElement(head: Element, text: string): Element {
  const style = headElement(head, 'style', {});
  style.childNodes.push({ nodeName: '#text', value: text, parentNode: style });
  return style;
}

/** Asks for the fonts of a style sheet at once, before a line of the page is set. */
function preloads(head: Element, sheet: string): Element[] {
  const fonts = sheet.matchAll(/@font-face\s*\{[^}]*?url\(["']?([^)"']+\.woff2)["']?\)/g);
  return [...new Set([...fonts].map(([, href = '']) => href))].map((href) =>
    headElement(head, 'link', { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href }),
  );
}

/** A rendered page without what serves the framework’s scripts only; nothing is refused. */
export function withoutScripts(rendered: string): string {
  const document = parse(rendered, { scriptingEnabled: false });
  strip(document);
  return serialise(document);
}

/**
 * Writes the style sheets into the page, at the end of its head, after the preloads of their fonts: what speaks of the
 * page stays in the first bytes, which are all that some readers of metadata fetch. @returns their hashes
 */
async function inlineSheets(head: Element, read: SheetReader, faults: string[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const link of head.childNodes.filter(isSheet)) {
    const address = attribute(link, 'href') ?? '';
    const text = await read(address);
    if (text === undefined) continue;
    // The parser would end the element there, or change the text whose hash the policy names.
    if (/<\/style|[\0\r]/i.test(text))
      faults.push(`la feuille de style ${address} ne peut pas être écrite dans la page`);
    const others = head.childNodes.filter((node) => node !== link);
    head.childNodes = [...others, ...preloads(head, text), styleElement(head, text)];
    hashes.push(styleHash(text));
  }
  return hashes;
}

/**
 * Freezes one rendered page.
 * @param rendered the HTML as rendered
 * @param read gives the style sheets to write into the page; without it they stay links
 */
export async function freeze(rendered: string, read?: SheetReader): Promise<Frozen> {
  const document = parse(rendered.replace(flight, ''), { scriptingEnabled: false });
  const unrevealed = strip(document);
  const { faults, links, ids } = inspect(document);
  if (unrevealed > 0) faults.push(`${unrevealed} partie(s) de la page attendent un script pour paraître (Suspense)`);
  const root = document.childNodes.find((node): node is Element => node.nodeName === 'html');
  const head = root?.childNodes.find((node): node is Element => node.nodeName === 'head');
  // Only now: any other style element was refused by the inspection.
  const styles = head && read ? await inlineSheets(head, read, faults) : [];
  if (faults.length > 0) return { ok: false, faults };
  const html = serialise(document);
  const found = new Set(html.match(/\/_next\/static\/[^"'\s)<>&?#\\]+/g) ?? []);
  // Copies: a part of the page, kept in the manifest, would keep the whole page in memory.
  const assets = [...found].map((address) => Buffer.from(address).toString());
  return { ok: true, html, links, ids, assets, styles };
}
