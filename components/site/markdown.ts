/**
 * The limited Markdown of our prose, read into a tree that holds nothing but what is listed here.
 *
 * Promise: paragraphs, headings, lists, emphasis, strong, line breaks and links with a safe address; raw HTML, pictures
 * and anything else become plain text or vanish. `[^key]` becomes the source marks of the fact of that key,
 * `[^key:source]` those of this source alone, or of all when the fact no longer rests on it. Each paragraph has its anchor in the page (see anchors.ts).
 */
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { PublishedClaim, PublishedFact } from '../../server/published/facts.ts';
import type { Anchors } from './anchors.ts';
import type { Call, Footnotes } from './footnotes.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'calls'; calls: Call[] }
  | { kind: 'break' }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

export type Block =
  | { kind: 'paragraph'; anchor: string; children: Inline[] }
  | { kind: 'heading'; depth: number; children: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] };

type Reading = {
  /** Turns the keys of marks that follow one another into the calls to show. */
  callsOf: (keys: string[]) => Call[];
  anchors: Anchors;
};

const marks = /((?:\[\^[a-z0-9-]+(?::[a-z0-9-]+)?\])+)/;
const key = /[a-z0-9-]+(?::[a-z0-9-]+)?/g;

/** Whether a link may be shown: https, http, mailto, or an address within the site. */
export function isSafeAddress(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(href) || /^(?:#|\/(?![/\\]))/.test(href);
}

/** The texts read last: a page, its files and the lists that quote it read the same ones. */
const trees = new Map<string, Root>();
const most = 200;

function treeOf(markdown: string): Root {
  const tree = trees.get(markdown) ?? fromMarkdown(markdown);
  trees.delete(markdown);
  trees.set(markdown, tree);
  if (trees.size > most) trees.delete(trees.keys().next().value ?? '');
  return tree;
}

/** Reads prose, citing the facts its marks name in the order in which they are read. */
export function readProse(markdown: string, facts: PublishedFact[], footnotes: Footnotes): Block[] {
  const callsOf = (keys: string[]) => {
    const named = facts.filter((fact) => keys.some((one) => one.split(':')[0] === fact.key));
    const exception = named.find((fact) => fact.claims.length === 0)?.exception ?? '';
    return footnotes.cite({ claims: named.flatMap((fact) => claimsCalled(fact, keys)), exception });
  };
  return blocks(treeOf(markdown).children, { callsOf, anchors: footnotes.anchors });
}

/** The claims of a fact that these marks call. */
function claimsCalled({ key: name, claims }: PublishedFact, keys: string[]): PublishedClaim[] {
  if (keys.includes(name)) return claims;
  const called = claims.filter(({ source }) => keys.includes(`${name}:${source.slug}`));
  return called.length > 0 ? called : claims;
}

/** The words of a prose, without marks nor syntax, on one line. */
export function plainText(markdown: string): string {
  return wordsOf(treeOf(markdown));
}

function wordsOf(node: Nodes): string {
  return words(node)
    .replace(new RegExp(marks, 'g'), '')
    .replace(/[ \n]+/g, ' ')
    .trim();
}

function words(node: Nodes): string {
  if ('children' in node) return node.children.map(words).join(isBlock(node) ? ' ' : '');
  if (node.type === 'break') return ' ';
  return node.type === 'text' || node.type === 'inlineCode' ? node.value : '';
}

const isBlock = (node: Nodes) => node.type === 'root' || node.type === 'list' || node.type === 'listItem';

function blocks(nodes: RootContent[], reading: Reading): Block[] {
  return nodes.flatMap((node): Block[] => {
    switch (node.type) {
      case 'paragraph': {
        const anchor = reading.anchors.of(wordsOf(node));
        return [{ kind: 'paragraph', anchor, children: inlines(node.children, reading) }];
      }
      case 'heading':
        return [{ kind: 'heading', depth: node.depth, children: inlines(node.children, reading) }];
      case 'list':
        return [
          {
            kind: 'list',
            ordered: node.ordered === true,
            items: node.children.map((item) => blocks(item.children, reading)),
          },
        ];
      case 'blockquote':
        return blocks(node.children, reading);
      case 'code':
      case 'html':
        return [
          { kind: 'paragraph', anchor: reading.anchors.of(node.value), children: [{ kind: 'text', text: node.value }] },
        ];
      default:
        return [];
    }
  });
}

function inlines(nodes: PhrasingContent[], reading: Reading): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case 'text':
        return marked(node.value, reading);
      case 'strong':
      case 'emphasis':
        return [{ kind: node.type, children: inlines(node.children, reading) }];
      case 'link': {
        const children = inlines(node.children, reading);
        return isSafeAddress(node.url) ? [{ kind: 'link', href: node.url, children }] : children;
      }
      case 'linkReference':
        return inlines(node.children, reading);
      case 'break':
        return [{ kind: 'break' }];
      case 'inlineCode':
      case 'html':
        return [{ kind: 'text', text: node.value }];
      case 'image':
        return [{ kind: 'text', text: node.alt ?? '' }];
      default:
        return [];
    }
  });
}

/** Text between marks, and the marks; marks that touch are one group, and a key that names no fact shows nothing. */
function marked(text: string, reading: Reading): Inline[] {
  return text.split(marks).map((piece, index): Inline => {
    return index % 2 === 0
      ? { kind: 'text', text: piece }
      : { kind: 'calls', calls: reading.callsOf(piece.match(key) ?? []) };
  });
}
