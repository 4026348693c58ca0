/** The notes at the foot of a page: what each passage is, where it is read, and the way back to each mark. */
import type { PublishedClaim } from '../../server/published/facts.ts';
import { KnownDate } from '../ui/dates.tsx';
import { withOrdinals } from '../ui/ordinals.tsx';
import { namedTitle } from '../ui/titles.ts';
import { letter, type Note } from './footnotes.ts';

export function Notes({ notes }: { notes: Note[] }) {
  if (notes.length === 0) return null;
  return (
    <section className="notes" aria-labelledby="sources-de-la-page">
      <h2 id="sources-de-la-page">Sources de cette page</h2>
      <ol>
        {notes.map((note) => (
          <li key={note.id} id={note.id}>
            {note.claim ? <Passage claim={note.claim} /> : <>Sans source&nbsp;: {withOrdinals(note.exception)}</>}{' '}
            <BackLinks note={note} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The source of a past version may be withdrawn since: it is named, without a link. */
function Passage({ claim }: { claim: PublishedClaim }) {
  const { source, place, extract, consultedOn } = claim;
  return (
    <>
      {source.slug === '' ? (
        namedTitle(source.title)
      ) : (
        <a href={`/sources/${source.slug}`}>{namedTitle(source.title)}</a>
      )}
      {source.publisher && `, ${source.publisher}`}, <KnownDate known={source.publishedOn} />
      {place && <>, {withOrdinals(place)}</>}
      {extract && (
        <>
          &nbsp;: <q className="extract">{extract}</q>
        </>
      )}
      . <Addresses claim={claim} />
      {consultedOn && (
        <>
          Consulté le <KnownDate known={consultedOn} />.
        </>
      )}
    </>
  );
}

/** Where the passage is read; the address itself is printed on paper (see notes.css). */
function Addresses({ claim: { url, archivedUrl, source } }: { claim: PublishedClaim }) {
  const address = url || source.url;
  return (
    <>
      {address && (
        <>
          <a className="address" href={address}>
            Lire le document
          </a>
          {'. '}
        </>
      )}
      {archivedUrl && (
        <>
          <a className="address" href={archivedUrl}>
            Copie archivée
          </a>
          {'. '}
        </>
      )}
    </>
  );
}

function BackLinks({ note: { number, calls } }: { note: Note }) {
  const [only] = calls;
  if (calls.length === 1 && only) {
    return (
      <a className="back" href={`#${only}`} aria-label={`Revenir à l’appel de la note ${number}`}>
        ↩
      </a>
    );
  }
  return (
    <span className="backs">
      <span aria-hidden="true">↩</span>
      {calls.map((call, index) => (
        <a
          key={call}
          className="back"
          href={`#${call}`}
          aria-label={`Revenir à l’appel ${letter(index)} de la note ${number}`}
        >
          {letter(index)}
        </a>
      ))}
    </span>
  );
}
