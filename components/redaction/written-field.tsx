'use client';
/** A text being written: how long it is (which informs and never blocks) and, for prose, how it will be read. */
import { useDeferredValue, useState } from 'react';
import type { Mark } from '../../server/forms/marks.ts';
import { Footnotes } from '../site/footnotes.ts';
import { readProse } from '../site/markdown.ts';
import { Prose } from '../site/prose.tsx';

/** What every input of an entry’s form carries. */
export type InputProps = {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type WrittenFieldProps = {
  props: InputProps;
  value: string;
  most: number | undefined;
  label: string;
  lines: 'line' | 'words' | 'prose';
  marks: Mark[] | undefined;
};

/** Rows enough for what is written, in characters of a line of the form. */
const rowsFor = (text: string, least: number) =>
  Math.min(
    24,
    Math.max(
      least,
      text.split('\n').reduce((rows, line) => rows + 1 + Math.floor(line.length / 62), 0),
    ),
  );

export function WrittenField({ props, value, most, label, lines, marks }: WrittenFieldProps) {
  const [text, setText] = useState(value);
  const read = useDeferredValue(text);
  const listen = {
    defaultValue: value,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
  };
  return (
    <div className={marks ? 'beside' : undefined}>
      <div>
        {lines === 'line' ? (
          <input {...props} {...listen} />
        ) : (
          <textarea {...props} {...listen} rows={rowsFor(value, lines === 'prose' ? 4 : 2)} />
        )}
        {most !== undefined && (lines !== 'line' || text.length > most * 0.7) && (
          <Count length={text.length} most={most} />
        )}
      </div>
      {marks && (
        <section className="prose-preview" aria-label={`Aperçu\u00a0: ${label}`}>
          <p className="preview-name">Aperçu</p>
          <div className="prose">
            <Prose blocks={readProse(withMarksNamed(read, marks), [], new Footnotes())} top={3} />
          </div>
        </section>
      )}
    </div>
  );
}

function Count({ length, most }: { length: number; most: number }) {
  const over = length - most;
  return (
    <p className="field-count" data-over={over > 0 ? '' : undefined}>
      {over > 0 ? `${length} signes\u00a0: ${over} de trop pour être enregistré` : `${length} signes sur ${most}`}
    </p>
  );
}

/** Marks as the names of what they cite; a key that cites nothing shows itself. */
function withMarksNamed(text: string, marks: Mark[]): string {
  return text.replace(/\[\^([a-z0-9-]+)(:[a-z0-9-]+)?\]/g, (_, key: string, source = '') => {
    const mark = marks.find((one) => one.key === key);
    return mark ? `\u2009‹${mark.label}${source.replace(':', ', ')}›` : `\u2009‹aucun fait\u00a0: ${key}›`;
  });
}
