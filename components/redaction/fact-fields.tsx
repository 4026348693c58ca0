/** A fact in a form: its value, the claims it rests on, and what the editors say of their choice. */
import type { ReactNode } from 'react';
import { capitalised, counted } from '../ui/numbers.ts';
import { ClaimFields } from './claim-fields.tsx';
import { EntryField } from './entry-field.tsx';
import { type FormView, hasProblem, listAt, problemAt, textAt } from './entry-values.ts';
import type { FactPart, ListPart } from './layouts/layout.ts';
import { MoreLines } from './more-lines.tsx';

export function FactFields({ view, part }: { view: FormView; part: FactPart }) {
  const { path, help, value } = part;
  const legend = view.labels[path] ?? '';
  return (
    <fieldset className="fact" id={path} tabIndex={-1}>
      <legend>{legend}</legend>
      <EntryField
        view={view}
        path={`${path}.value`}
        label={`${legend}, valeur affichée`}
        help={help}
        input={value}
        quiet
      />
      <Evidence view={view} path={path} />
    </fieldset>
  );
}

/** The claims of a fact and the editors’ own words about it, folded away until they are needed. */
function Evidence({ view, path }: { view: FormView; path: string }) {
  const { factLabels: names, problems, content } = view;
  const claims = listAt(content, `${path}.claims`);
  const missing = problemAt(problems, `${path}.claims`);
  const said = ['ruling', 'exception'].some((name) => textAt(content, `${path}.${name}`) !== '');
  const count = claims.length === 0 ? 'aucune affirmation' : counted(claims.length, 'affirmation', 'affirmations');
  const asked = view.asked === `${path}.claims`;
  const unfolded =
    asked ||
    hasProblem(problems, `${path}.claims`) ||
    ['ruling', 'exception'].some((one) => hasProblem(problems, `${path}.${one}`));
  return (
    <details className="evidence" id={`${path}.claims`} open={unfolded}>
      <summary>
        Sources&nbsp;: {count}
        {said && ' · avec un mot de la rédaction'}
      </summary>
      {missing && <p className="field-error">{missing}</p>}
      <input type="hidden" name={`${path}.claims[]`} value="" />
      {claims.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a claim’s place is its name in the form.
        <ClaimFields key={index} view={view} path={`${path}.claims.${index}`} place={index + 1} />
      ))}
      <MoreLines
        list={`${path}.claims`}
        first={claims.length}
        add="Ajouter une affirmation"
        asked={asked}
        className="claim"
        line={(index) => <ClaimFields view={view} path={`${path}.claims.${index}`} place={0} />}
      />
      <EntryField
        view={view}
        path={`${path}.ruling`}
        label={capitalised(names.ruling ?? '')}
        help="Si les sources divergent&nbsp;: ce que vous retenez, et pourquoi. Le public le lit."
        input={{ input: 'words' }}
      />
      <EntryField
        view={view}
        path={`${path}.exception`}
        label={capitalised(names.exception ?? '')}
        help="Seulement quand aucune source n’est possible. Le public le lit."
        input={{ input: 'words' }}
      />
    </details>
  );
}

export function FactList({ view, part }: { view: FormView; part: ListPart }) {
  const { path, help, of, add } = part;
  const lines = listAt(view.content, path);
  const problem = problemAt(view.problems, path);
  return (
    <div className="fact-list" id={path} tabIndex={-1}>
      <h3>{view.labels[path]}</h3>
      <p className="field-help">{help}</p>
      {problem && <p className="field-error">{problem}</p>}
      <input type="hidden" name={`${path}[]`} value="" />
      {lines.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line’s place is its name in the form.
        <Line key={index} view={view} path={`${path}.${index}`} of={of} name={lineName(view, path, index, of)}>
          <label className="remove">
            <input type="checkbox" name={`${path}.${index}.remove`} /> Supprimer ce fait à l’enregistrement
          </label>
        </Line>
      ))}
      <MoreLines
        list={path}
        first={lines.length}
        add={add}
        asked={view.asked === path}
        className=""
        line={(index) => <Line view={view} path={`${path}.${index}`} of={of} name={add} />}
      />
    </div>
  );
}

function lineName(view: FormView, path: string, index: number, of: ListPart['of']): string {
  const line = `${path}.${index}`;
  const chosen = view.choices.criterion?.find(({ id }) => id === textAt(view.content, `${line}.criterion`));
  const named = of === 'criterion' ? chosen?.name : textAt(view.content, `${line}.label`);
  return named || `${view.labels[`${path}.*`] ?? ''} nº\u00a0${index + 1}`;
}

type LineProps = { view: FormView; path: string; of: ListPart['of']; name: string; children?: ReactNode };

function Line({ view, path, of, name, children }: LineProps) {
  const { factLabels: names } = view;
  return (
    <fieldset className="fact" id={path} tabIndex={-1}>
      <legend>{name}</legend>
      <div className="fact-line">
        {of === 'criterion' ? (
          <EntryField
            view={view}
            path={`${path}.criterion`}
            label="Critère"
            input={{ input: 'entry', of: 'criterion' }}
          />
        ) : (
          <>
            <EntryField view={view} path={`${path}.label`} label="Intitulé" input={{ input: 'line' }} />
            <EntryField
              view={view}
              path={`${path}.figure`}
              label={capitalised(names.figure ?? '')}
              input={{ input: 'line' }}
            />
          </>
        )}
      </div>
      <EntryField
        view={view}
        path={`${path}.value`}
        label={of === 'criterion' ? 'Ce que la source montre' : 'Valeur'}
        input={{ input: 'words' }}
      />
      <Evidence view={view} path={path} />
      {children}
    </fieldset>
  );
}
