/** Where words stand in the store, and what is left where it is: what a person reads before erasing. */
import type { FoundLine, Listing } from '../../server/erasure/listing.ts';
import './erasure.css';

const times = (count: number) => (count > 1 ? `${count}\u00a0passages` : 'Un\u00a0passage');

export function FoundPlaces({ listing: { lines, count, others, kept } }: { listing: Listing }) {
  return (
    <section className="found-places" aria-labelledby="endroits">
      <h2 id="endroits">
        {count === 0 ? 'Rien n’est écrit exactement ainsi' : `${times(count)}, effacé${count > 1 ? 's' : ''} ensemble`}
      </h2>
      {lines.length > 0 && <Places lines={lines} />}
      {others.length > 0 && (
        <>
          <p>Écrit autrement, donc laissé. Si ce sont les mêmes mots, effacez-les à leur tour&nbsp;:</p>
          <ul>
            {others.map(({ text, count: often }) => (
              <li key={text}>
                «&#8239;{text}&#8239;», {times(often).toLowerCase()}
              </li>
            ))}
          </ul>
        </>
      )}
      {kept.length > 0 && (
        <>
          <p>Laissé aussi, qui y ressemble et ne s’efface pas d’ici&nbsp;:</p>
          <ul>
            {kept.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      {count > 0 && (
        <p>
          Les sauvegardes faites jusqu’ici gardent ces mots, et les dossiers qu’une restauration a remplacés. Une fiche
          ouverte en ce moment chez un collègue devra être rechargée avant d’être enregistrée.
        </p>
      )}
    </section>
  );
}

function Places({ lines }: { lines: FoundLine[] }) {
  return (
    <ol className="erasure-lines">
      {lines.map(({ entryId, entry, where, field, count, excerpt }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two places may be called alike, and the list is never reordered.
        <li key={index}>
          <p>
            {entryId && <a href={`/redaction/fiche/${entryId}`}>{entry || 'fiche'}</a>}{' '}
            <span className="found-place">
              {where} · {field}
              {count > 1 && ` · ${count}\u00a0fois`}
            </span>
          </p>
          <p>
            {excerpt.before}
            <mark>{excerpt.words}</mark>
            {excerpt.after}
          </p>
        </li>
      ))}
    </ol>
  );
}
