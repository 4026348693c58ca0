/** The fields of an entry, grouped as the public page shows them. */
import { EntryField } from './entry-field.tsx';
import type { FormView } from './entry-values.ts';
import { FactFields, FactList } from './fact-fields.tsx';
import type { Layout, Part } from './layouts/layout.ts';

export function EntryFields({ layout, view }: { layout: Layout; view: FormView }) {
  return layout.map(({ id, title, hint, parts }) => (
    <section key={id} className="entry-group" aria-labelledby={`groupe-${id}`}>
      <div className="group-head">
        <h2 id={`groupe-${id}`}>{title}</h2>
        <p>{hint}</p>
      </div>
      <div className="group-fields">
        {parts.map((part) => (
          <PartFields key={part.path} part={part} view={view} />
        ))}
      </div>
    </section>
  ));
}

function PartFields({ part, view }: { part: Part; view: FormView }) {
  if (part.part === 'fact') return <FactFields view={view} part={part} />;
  if (part.part === 'facts') return <FactList view={view} part={part} />;
  return (
    <EntryField
      view={view}
      path={part.path}
      label={view.labels[part.path] ?? part.path}
      help={part.help}
      input={part}
    />
  );
}
