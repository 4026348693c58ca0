/**
 * A parsed page back to text, as compact as valid HTML allows.
 *
 * Promise: parsing the text again gives the same document. Boolean attributes lose their empty value and foreign
 * elements without children close themselves (html-validate's `attribute-boolean-style`, `attribute-empty-style`);
 * no-break spaces stay themselves, one character instead of an entity. Comments are not written.
 */
import { type DefaultTreeAdapterTypes, html } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '), // HTML Standard, § 13.1.2
);
const rawText = new Set('script style xmp iframe noembed noframes plaintext'.split(' '));
const bareWhenEmpty = new Set(
  (
    'allowfullscreen async autofocus autoplay checked controls crossorigin default defer disabled download ' +
    'formnovalidate hidden inert ismap itemscope loop multiple muted nomodule novalidate open playsinline readonly ' +
    'required reversed selected'
  ).split(' '),
);

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string) => text.replace(/[&<>]/g, (found) => escapes[found] ?? found);
const escapeValue = (text: string) => text.replace(/[&"]/g, (found) => escapes[found] ?? found);

function attributes(element: Element): string {
  return element.attrs
    .map(({ name, prefix, value }) => {
      const full = prefix ? `${prefix}:${name}` : name;
      return value === '' && bareWhenEmpty.has(full) ? ` ${full}` : ` ${full}="${escapeValue(value)}"`;
    })
    .join('');
}

/** What is written goes into one list, joined once: joined at every depth, a page would be copied as often as it is deep. */
type Parts = string[];

function element(node: Element, parts: Parts): void {
  const foreign = node.namespaceURI !== html.NS.HTML;
  parts.push(`<${node.tagName}`, attributes(node));
  if (foreign && node.childNodes.length === 0) return void parts.push('/>');
  parts.push('>');
  if (!foreign && voidElements.has(node.tagName)) return;
  const children = 'content' in node ? (node as DefaultTreeAdapterTypes.Template).content.childNodes : node.childNodes;
  const first = children[0];
  // The parser drops one line feed at the start of these elements, so one is given back.
  const feed = /^(?:pre|textarea|listing)$/.test(node.tagName) && first && 'value' in first && first.value[0] === '\n';
  if (feed) parts.push('\n');
  for (const child of children) write(child, parts);
  parts.push(`</${node.tagName}>`);
}

function write(node: Node, parts: Parts): void {
  if ('tagName' in node) element(node, parts);
  else if (node.nodeName === '#text' && 'value' in node) {
    const parent = node.parentNode;
    const raw = parent && 'tagName' in parent && parent.namespaceURI === html.NS.HTML && rawText.has(parent.tagName);
    parts.push(raw ? node.value : escapeText(node.value));
  } else if (node.nodeName === '#documentType') parts.push('<!DOCTYPE html>');
  else if ('childNodes' in node) for (const child of node.childNodes) write(child, parts);
}

/** The text of a document or of one of its nodes. */
export function serialise(node: Node): string {
  const parts: Parts = [];
  write(node, parts);
  return parts.join('');
}
