/** Our prose as it is read: an allow-listed tree, never raw HTML. */
import type { ReactNode } from 'react';
import { withOrdinals } from '../ui/ordinals.tsx';
import { Calls } from './calls.tsx';
import type { Block, Inline } from './markdown.ts';

/** Blocks of prose; their highest headings take the level `top`. */
export function Prose({ blocks, top = 2 }: { blocks: Block[]; top?: 2 | 3 }) {
  return blocks.map((block, index) => drawBlock(block, index, top));
}

/** A single paragraph’s words, without its paragraph: for a lead, a caption, a cell. */
export function ProseLine({ blocks }: { blocks: Block[] }) {
  return blocks.map((block) => ('children' in block ? drawInlines(block.children) : null));
}

function drawBlock(block: Block, key: number, top: 2 | 3): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{drawInlines(block.children)}</p>;
    case 'heading': {
      // In Markdown, # and ## both open a section: the page’s own title is drawn by its template.
      const Heading = block.depth <= 2 && top === 2 ? 'h2' : block.depth <= 3 - (top === 3 ? 1 : 0) ? 'h3' : 'h4';
      return <Heading key={key}>{drawInlines(block.children)}</Heading>;
    }
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return <List key={key}>{block.items.map((item, index) => drawItem(item, index, top))}</List>;
    }
  }
}

/** The first paragraph of an item is drawn without its tags. */
function drawItem(item: Block[], key: number, top: 2 | 3): ReactNode {
  const [first, ...rest] = item;
  const words = first?.kind === 'paragraph' ? drawInlines(first.children) : first && drawBlock(first, -1, top);
  return (
    <li key={key}>
      {words}
      {rest.map((block, index) => drawBlock(block, index, top))}
    </li>
  );
}

function drawInlines(inlines: Inline[]): ReactNode[] {
  return inlines.map((inline, index) => drawInline(inline, index));
}

function drawInline(inline: Inline, key: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return withOrdinals(inline.text);
    case 'calls':
      return <Calls key={key} calls={inline.calls} />;
    case 'break':
      return <br key={key} />;
    case 'strong':
      return <strong key={key}>{drawInlines(inline.children)}</strong>;
    case 'emphasis':
      return <em key={key}>{drawInlines(inline.children)}</em>;
    case 'link':
      return (
        <a key={key} href={inline.href}>
          {drawInlines(inline.children)}
        </a>
      );
  }
}
