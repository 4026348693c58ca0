/**
 * A rendered page made into a finished document that needs no script.
 *
 * Promise: what the framework added for its own scripts is taken away, nothing else is rewritten, and a page that would
 * not be whole without script, that breaks the strict content policy or that lacks its bones is refused with every
 * fault named in French. What is removed was seen in the output of Next.js 16.4.6 and React 19.3.
 */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { attribute, inspect } from './inspect.ts';
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
    }
  | { ok: false; faults: string[] };

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
      child.attrs = child.attrs.filter(({ name }) => name !== 'data-precedence');
    }
    kept.push(child);
  }
  parent.childNodes = kept;
  return unrevealed;
}

/** Font preloads of a `Link:` header (RFC 8288), where Next puts them and only there. */
function fontPreloads(linkHeader: string): { href: string; type: string }[] {
  return [...linkHeader.matchAll(/<([^>]+)>((?:\s*;\s*[\w*-]+(?:=(?:"[^"]*"|[^\s;,"]+))?)*)/g)].flatMap((match) => {
    const [, href = '', parameters = ''] = match;
    if (!/rel="?preload/.test(parameters) || !/as="?font/.test(parameters)) return [];
    return [{ href, type: /type="?([\w/+.-]+)/.exec(parameters)?.[1] ?? 'font/woff2' }];
  });
}

function addPreloads(head: Element, linkHeader: string): void {
  const present = new Set(
    head.childNodes.flatMap((node) => ('tagName' in node ? (attribute(node, 'href') ?? []) : [])),
  );
  const links = fontPreloads(linkHeader)
    .filter(({ href }) => !present.has(href))
    .map(({ href, type }): Element => {
      const attrs = Object.entries({ rel: 'preload', as: 'font', type, href, crossorigin: '' });
      return {
        ...head,
        tagName: 'link',
        nodeName: 'link',
        attrs: attrs.map(([name, value]) => ({ name, value })),
        childNodes: [],
      };
    });
  const style = head.childNodes.findIndex((node) => 'tagName' in node && attribute(node, 'rel') === 'stylesheet');
  head.childNodes.splice(style === -1 ? head.childNodes.length : style, 0, ...links);
}

/**
 * Freezes one rendered page.
 * @param rendered the HTML as rendered
 * @param linkHeader the `Link:` header of the answer, empty when absent
 */
export function freeze(rendered: string, linkHeader = ''): Frozen {
  const document = parse(rendered, { scriptingEnabled: false });
  const unrevealed = strip(document);
  const root = document.childNodes.find((node): node is Element => node.nodeName === 'html');
  const head = root?.childNodes.find((node): node is Element => node.nodeName === 'head');
  if (head) addPreloads(head, linkHeader);
  const { faults, links, ids } = inspect(document);
  if (unrevealed > 0) faults.push(`${unrevealed} partie(s) de la page attendent un script pour paraître (Suspense)`);
  if (faults.length > 0) return { ok: false, faults };
  const html = serialise(document);
  const assets = [...new Set(html.match(/\/_next\/static\/[^"'\s)<>&?#\\]+/g) ?? [])];
  return { ok: true, html, links, ids, assets };
}
