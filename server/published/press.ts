/** The files of the press pages: where they are, and what each edition’s archive holds. Live rows only. */
import { listEditions } from './editions.ts';
import type { LaureateCard } from './laureates.ts';

/** What the archive of an edition is made of: a name in it and the address of the same file on the site. */
export type PressArchive = { year: number; path: string; folder: string; holds: { name: string; path: string }[] };

/** The archive of an edition: its address. */
export const archivePath = (year: number) => `/presse/palmares-${year}.zip`;

/** An edition’s own files. */
export const pressFiles = (year: number) => {
  const [readme, text, data] = ['lisez-moi-%.txt', 'chiffres-%.txt', 'chiffres-%.json'].map(
    (name) => `/presse/${name.replace('%', String(year))}`,
  ) as [string, string, string];
  return { readme, text, data };
};

/** The archive of every live edition, latest first; `cards` are those of all live laureates, in their order. */
export async function pressArchives(cards: LaureateCard[]): Promise<PressArchive[]> {
  const editions = await listEditions();
  return editions.map(({ year }) => {
    const own = pressFiles(year);
    const laureates = cards.filter((card) => card.year === year);
    const holds = [
      { name: 'LISEZMOI.txt', path: own.readme },
      { name: 'chiffres.txt', path: own.text },
      { name: 'chiffres.json', path: own.data },
      { name: `images/edition-${year}.png`, path: `/editions/${year}/partage.png` },
      ...laureates.flatMap(({ slug }) => [
        { name: `fiches/${slug}.txt`, path: `/laureats/${slug}/fiche.txt` },
        { name: `fiches/${slug}.json`, path: `/laureats/${slug}/fiche.json` },
        { name: `images/${slug}.png`, path: `/laureats/${slug}/partage.png` },
      ]),
    ];
    return { year, path: archivePath(year), folder: `palmares-${year}`, holds };
  });
}
