/** Whether the public reads what was published, in words. */
import type { BakeState } from '../../server/bakery/present.ts';
import { Moment } from './moment.tsx';

export function BakeryState({ state, publication }: { state: BakeState | undefined; publication: number }) {
  return (
    <section className="desk-list bakery" aria-labelledby="site-public">
      <h2 id="site-public">Site public</h2>
      {state ? <Known state={state} publication={publication} /> : <p>Ce serveur ne sert pas le site public.</p>}
    </section>
  );
}

function Known({ state, publication }: { state: BakeState; publication: number }) {
  const { online, running, waiting, last, lastWhole } = state;
  const behind = !running && !waiting.whole && waiting.pages.length === 0 && online?.publicationNumber !== publication;
  const failed = lastWhole?.failed ?? [];
  const broken = lastWhole?.brokenLinks ?? [];
  return (
    <>
      <p className="bakery-state" data-well={!behind && failed.length === 0 ? '' : undefined}>
        {running && 'Mise à jour en cours.'}
        {!running && !behind && 'À jour\u00a0: le public lit tout ce qui est publié.'}
        {behind && 'En retard sur la dernière publication.'}
      </p>
      {last && !last.ok && <p className="field-error">{last.message}</p>}
      {failed.length > 0 && (
        <ul>
          {failed.map(({ path, fault, kept }) => (
            <li key={path}>
              {path}&nbsp;: {fault}
              {kept && ' (l’ancienne page reste)'}
            </li>
          ))}
        </ul>
      )}
      {broken.length > 0 && (
        <details>
          <summary>{broken.length === 1 ? 'Un lien ne mène' : `${broken.length} liens ne mènent`} nulle part</summary>
          <ul>
            {broken.map((one) => (
              <li key={`${one.page} ${one.href}`}>
                {one.page} → {one.href}
              </li>
            ))}
          </ul>
        </details>
      )}
      {last && (
        <p className="muted">
          Publication {online?.publicationNumber ?? 0}, <Moment date={last.at} />.
        </p>
      )}
    </>
  );
}
