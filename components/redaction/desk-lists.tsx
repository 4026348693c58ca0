/** What waits, list by list; a list with nothing in it is not shown. */
import type { ReactNode } from 'react';
import type { DeskRow, DeskRows } from '../../server/forms/desk-rows.ts';
import { KnownDate } from '../ui/dates.tsx';
import { HeadRow } from './head-row.tsx';
import { Moment } from './moment.tsx';
import './desk.css';

type AroundProps = { id: string; title: string; hint: string; count: number; children: ReactNode };

function Around({ id, title, hint, count, children }: AroundProps) {
  return (
    <section className="desk-list" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="count">{count}</span>
      </h2>
      <p className="muted">{hint}</p>
      {children}
    </section>
  );
}

type DeskListProps = { id: string; title: string; hint: string; rows: DeskRow[] };

export function DeskList({ id, title, hint, rows }: DeskListProps) {
  if (rows.length === 0) return null;
  return (
    <Around {...{ id, title, hint }} count={rows.length}>
      <div className="table-frame">
        <table className="table dense lines">
          <caption className="sr-only">{title}</caption>
          <HeadRow names={['Fiche', 'Sorte', 'Changée par', 'Quand']} unseen />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={row.path}>{row.title}</a>
                  {row.reviewBy && (
                    <span className="due">
                      {' '}
                      avant le <KnownDate known={row.reviewBy} />
                    </span>
                  )}
                </th>
                <td>{row.kind}</td>
                <td>{row.by}</td>
                <td>
                  <Moment date={row.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Around>
  );
}

/** Problems shown for an entry before the rest is only counted. */
const SHOWN = 3;

export function IncompleteList({ rows }: { rows: DeskRows['incomplete'] }) {
  if (rows.length === 0) return null;
  return (
    <Around
      id="incompletes"
      title="Fiches incomplètes"
      hint="Ce qui leur manque pour être publiées."
      count={rows.length}
    >
      <ul className="desk-lines">
        {rows.map(({ id, title, path, problems }) => (
          <li key={id}>
            <a href={path}>{title}</a>
            <ul className="lacks">
              {problems.slice(0, SHOWN).map(({ path: field, label, message }) => (
                <li key={`${field} ${message}`}>
                  <a href={`${path}#${field}`}>{label || 'La fiche'}</a>&nbsp;: {message}
                </li>
              ))}
              {problems.length > SHOWN && (
                <li>
                  <a href={`${path}/publier`}>et {problems.length - SHOWN} de plus</a>
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </Around>
  );
}

export function MentionList({ notes }: { notes: DeskRows['mentions'] }) {
  if (notes.length === 0) return null;
  return (
    <Around id="mentions" title="Notes pour vous" hint="Un collègue vous a nommé." count={notes.length}>
      <ul className="desk-lines">
        {notes.map(({ id, path, title, author, text, createdAt }) => (
          <li key={id}>
            <a href={path}>{title}</a>
            <p>
              <strong>{author}</strong>&nbsp;: {text}{' '}
              <span className="muted">
                <Moment date={createdAt} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Around>
  );
}

/** The press page shows no contact while the operator gave none. */
export function NoContact() {
  return (
    <section className="desk-list" aria-labelledby="contact">
      <h2 id="contact">Contact de la presse</h2>
      <p>
        La page <a href="/presse">Presse</a> n’en montre aucun&nbsp;: le réglage PUBLISHER_CONTACT est vide. La personne
        qui exploite le site peut y mettre une adresse électronique, puis relancer le site.
      </p>
    </section>
  );
}

/** Entries named for one act before the rest is only counted. */
const NAMED = 4;

export function RecentList({ recent }: { recent: DeskRows['recent'] }) {
  if (recent.length === 0) return null;
  return (
    <section className="desk-list" aria-labelledby="publications">
      <h2 id="publications">Dernières publications</h2>
      <ol className="desk-lines">
        {recent.map(({ publication, at, by, entries }) => (
          <li key={publication}>
            <p className="muted">
              <Moment date={at} />, {by}
            </p>
            <ul>
              {entries.slice(0, NAMED).map(({ entryId, path, title, version }) => (
                <li key={entryId}>
                  <a href={path}>{title}</a>, version&nbsp;{version}
                </li>
              ))}
            </ul>
            {entries.length > NAMED && <p>et {entries.length - NAMED} de plus</p>}
            <Told entries={entries} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the public was told, once for the whole act. */
function Told({ entries }: { entries: DeskRows['recent'][number]['entries'] }) {
  const notes = new Set(entries.map(({ note, minor }) => (minor ? 'Correction mineure' : note)));
  return [...notes].filter(Boolean).map((note) => (
    <p key={note} className="muted">
      {note}
    </p>
  ));
}
