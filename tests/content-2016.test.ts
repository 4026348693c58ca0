/** The words that ship on 2016: what the article says, and where the sources disagree. */
import { describe, expect, test } from 'vitest';
import { article } from './brief-sources.ts';
import { factsOf, key, type Room, shipped } from './shipped-words.ts';

describe('the facts of 2016 (issue 2, section 3)', () => {
  test('ten names, as the article writes them and in its order', () => {
    const names = shipped.laureates.map((one) => one.content.facts.name.value);
    expect(names).toEqual([
      ...['Les talents d’Alphonse', 'CoworkCrèche', 'ActivAction', 'Biocycle', 'La Cloche ou le Carillon', 'Minima'],
      ...['LKEcowork', 'Croix Rouge Insertion-Logis Cité', 'Belleville Citoyenne', 'Ticket for change'],
    ]);
    for (const name of names) if (article) expect(article).toContain(name);
    expect(shipped.laureates.map((one) => one.content.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('nine trophées and one prix honorifique', () => {
    const prizes = Object.groupBy(shipped.laureates, (one) => one.content.facts.award.value);
    expect(prizes.trophee?.length).toBe(9);
    expect(prizes['prix-honorifique']?.map((one) => one.slug)).toEqual(['ticket-for-change']);
    expect(JSON.stringify(shipped)).not.toMatch(/dix trophées/i);
  });

  test('four criteria, in the order of the article, each with its own words', () => {
    expect(shipped.criteria.map((one) => one.slug)).toEqual([
      ...['projet-reel', 'emplois-a-paris', 'services-nouveaux', 'equilibre-economique'],
    ]);
    expect(shipped.criteria.map((one) => one.content.facts.wording.claims[0]?.extract)).toEqual([
      'être un véritable projet et non un pré-projet',
      'être créateur d’emplois dans la capitale',
      'proposer de nouveaux services aux Parisiens',
      'afficher un équilibre économique global',
    ]);
  });

  test('the article shows job creation of Biocycle alone, and nothing of projects or balance', () => {
    const met = shipped.laureates.flatMap(({ slug, content }) =>
      content.criteria.map((one) => `${one.criterion} ${slug}`),
    );
    expect(met.filter((one) => !one.startsWith('services-nouveaux'))).toEqual(['emplois-a-paris biocycle']);
  });

  test('2009, six years, about fifty, three hundred, 25 000 €: each with its extract', () => {
    const [edition] = shipped.editions;
    expect(edition?.content.figures.map((one) => one.figure.replace(/[\u00A0\u202F]/g, ' '))).toEqual([
      ...['2009', '≈ 50', '300', '25 000 €', '9', '1'],
    ]);
    const known = factsOf('editions', '2016');
    const extracts = (label: string) =>
      known
        .get(key(label))
        ?.claims.map((one) => one.extract)
        .join(' ');
    expect(extracts('Organisation municipale')).toContain('Depuis 2009');
    expect(extracts('Durée')).toContain('Délivrés depuis 6 ans');
    expect(extracts('Organismes soutenus')).toContain('une cinquantaine');
    expect(extracts('Organismes candidats')).toContain('les 300 qui avaient postulé');
    expect(extracts('Plafond par projet')).toContain('jusqu’à 25 000 euros');
    expect(edition?.content.support.map((one) => one.label)).toHaveLength(4);
    expect(known.get('ceremonie')).toMatchObject({ value: 'Date et lieu non précisés par les sources', claims: [] });
  });

  test('the real disagreements are shown', () => {
    const sides = (room: Room, slug: string, label: string) =>
      factsOf(room, slug)
        .get(key(label))
        ?.claims.filter((one) => one.status === 'disputed').length ?? 0;
    expect(sides('laureates', 'biocycle', 'Création')).toBe(4);
    expect(factsOf('laureates', 'biocycle').get('creation')?.value).toBe('');
    for (const slug of ['activaction', 'lkecowork', 'croix-rouge-insertion-logis-cite', 'la-cloche-ou-le-carillon']) {
      expect(sides('laureates', slug, 'Nom'), slug).toBeGreaterThan(0);
    }
    expect(sides('editions', '2016', 'Dix pépites')).toBeGreaterThan(0);
    expect(sides('editions', '2016', 'Durée')).toBeGreaterThan(0);
    expect(sides('editions', '2016', 'Organismes soutenus')).toBe(1);
  });
});
