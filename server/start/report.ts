/** What a bake did, in lines for the console. */
import type { BakeResult } from '../bakery/oven.ts';

/** One line for the bake and one for each fault. */
export function reportLines(result: BakeResult): string[] {
  if (!result.ok) return [`✗ ${result.message}`];
  const { ms, items, written, carried, failed, brokenLinks } = result;
  const stage = (name: string, time: number) => `${name} ${(time / 1000).toFixed(2).replace('.', ',')} s`;
  const stages = [
    stage('rendu', ms.render),
    stage('gel', ms.freeze),
    stage('compression', ms.compress),
    stage('écriture', ms.write),
  ];
  return [
    `✓ Cuisson : ${items} adresses, ${written} fichiers écrits, ${carried} repris ; ${stages.join(', ')} (${stage('', ms.total).trim()})`,
    ...failed.map(
      ({ path: page, fault, kept }) => `  ✗ ${page} : ${fault}${kept ? ' (la page précédente reste)' : ''}`,
    ),
    ...brokenLinks.map(({ page, href }) => `  ✗ ${page} : le lien ${href} ne mène nulle part`),
  ];
}
