/** Our prose as it is read: an allow-listed tree, never raw HTML. */
import type { ReactNode } from 'react';
import { withOrdinals } from '../ui/ordinals.tsx';
import { AnchorLink } from './anchor-link.tsx';
import { Calls } from './calls.tsx';
import type { Block, Inline } from './markdown.ts';

type ProseProps = {
  blocks: Block[];
  /** The level of the highest headings. */
  top?: 2 | 3;
  /** Whether each paragraph can be linked to and says its address. */
  linked?: boolean;
};

/** Blocks of prose. */
export function Prose({ blocks, top = 2, linked = false }: ProseProps) {
  return blocks.map((block, index) => drawBlock(block, index, top, linked));
}

/** A single paragraph’s words, without its paragraph: for a lead, a caption, a cell. */
export function ProseLine({ blocks }: { blocks: Block[] }) {
  return blocks.map((block) => ('children' in block ? drawInlines(block.children) : null));
}

function drawBlock(block: Block, key: number, top: 2 | 3, linked = false): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      if (!linked) return <p key={key}>{drawInlines(block.children)}</p>;
      return (
        <p key={key} id={block.anchor}>
          {drawInlines(block.children)}
          <AnchorLink to={block.anchor} />
        </p>
      );
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
