/** Every prize, each with the frame its plaques wear. */
import type { AwardLine } from '../../server/published/awards.ts';

const frames: Record<string, string> = { bronze: 'cadre vert', or: 'cadre or' };

export function AwardLinks({ awards, current }: { awards: AwardLine[]; current?: string }) {
  return (
    <section className="two-columns themes" aria-labelledby="prix">
      <h2 id="prix">Tous les prix</h2>
      <ul>
        {awards.map(({ slug, plural, frame }) => (
          <li key={slug}>
            <a href={`/prix/${slug}`} aria-current={slug === current ? 'page' : undefined}>
              {plural}
            </a>{' '}
            <span className="muted">{frames[frame] ?? frame}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
