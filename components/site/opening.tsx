/** The sentence that says it all, as the home page opens with it. */
import { withOrdinals } from '../ui/ordinals.tsx';
import type { readProse } from './markdown.ts';
import { Prose } from './prose.tsx';

type OpeningProps = {
  headline: string;
  standfirst: ReturnType<typeof readProse>;
  /** 2 where it stands below another title. */
  level?: 1 | 2;
};

export function Opening({ headline, standfirst, level = 1 }: OpeningProps) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className="wall opening">
      <Title>{withOrdinals(headline)}</Title>
      <div className="standfirst">
        <Prose blocks={standfirst} />
      </div>
    </div>
  );
}
