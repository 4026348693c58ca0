/**
 * A site that publishes all kinds of things and bakes after each what changed, then bakes everything anew: prints, as
 * JSON, the addresses whose bytes were carried over and should not have been, with the act that changed them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareStore } from '../../bin/setup.ts';
import { bakery } from '../../server/bakery/present.ts';
import { reader } from '../../server/database.ts';
import { publish } from '../../server/editorial/publication.ts';
import { rename } from '../../server/editorial/renaming.ts';
import { saveDraft } from '../../server/editorial/revisions.ts';
import { putBack, withdraw } from '../../server/editorial/withdrawal.ts';
import { env } from '../../server/env.ts';
import { serve } from '../../server/main.ts';
import { operator } from '../../server/staff/actor.ts';
import { well } from '../hire.ts';

type Entry = { sha256: string; status: number; key?: string; keptAt?: number; type: string };

const manifestFile = () => path.join(env().dataDir, 'site', 'current', 'manifest.json');

async function manifest(): Promise<{ entries: Record<string, Entry> }> {
  return JSON.parse(await readFile(manifestFile(), 'utf8'));
}

const entryOf = (kind: string, slug: string) =>
  reader().entry.findUniqueOrThrow({ where: { kind_slug: { kind, slug } } });

/** Publishes the entry with other words. */
async function change(kind: string, slug: string, words: Record<string, string>): Promise<void> {
  const { id: entryId } = await entryOf(kind, slug);
  const { number: from, content } = await reader().revision.findFirstOrThrow({
    where: { entryId },
    orderBy: { number: 'desc' },
  });
  const saved = well(await saveDraft(operator(), { entryId, from, content: { ...Object(content), ...words } }));
  well(await publish(operator(), [{ entryId, revision: saved.number }], { note: 'Un mot change.' }));
}

const lkecowork = () => entryOf('laureate', 'lkecowork');

const acts: Record<string, () => Promise<unknown>> = {
  laureate: () => change('laureate', 'biocycle', { tagline: 'Une autre accroche' }),
  category: () => change('category', 'lien-social', { name: 'Liens sociaux' }),
  award: () => change('award', 'trophee', { name: 'Grand trophée' }),
  criterion: () => change('criterion', 'services-nouveaux', { title: 'Services inédits' }),
  source: () => change('source', 'article-2016-11-25', { title: 'Un autre titre' }),
  text: () => change('page', 'contact', { title: 'Nous écrire' }),
  settings: () => change('setting', 'site', { name: 'Autre nom' }),
  rename: async () =>
    well(
      await rename(operator(), {
        entryId: (await entryOf('laureate', 'minima')).id,
        from: 'minima',
        slug: 'minima-paris',
      }),
    ),
  withdrawal: async () =>
    well(await withdraw(operator(), { entryId: (await lkecowork()).id, version: 1, notice: 'Retirée pour essai.' })),
  return: async () => well(await putBack(operator(), { entryId: (await lkecowork()).id, note: 'Remise pour essai.' })),
};

/** Bakes the whole site. @returns the hash of what stands at each address */
async function baked(): Promise<Map<string, Entry>> {
  const result = await bakery()?.bakeWhole();
  if (!result?.ok || result.failed.length > 0) throw new Error(`The bake failed: ${JSON.stringify(result)}`);
  return new Map(Object.entries((await manifest()).entries));
}

/** The next bake finds no key but those of versions. */
async function forgetKeys(): Promise<void> {
  const { entries, ...marks } = await manifest();
  for (const entry of Object.values(entries)) if (entry.keptAt === undefined) delete entry.key;
  await writeFile(manifestFile(), JSON.stringify({ entries, ...marks }));
}

await prepareStore();
await serve();
const wrong: string[] = [];
let carried = 0;
for (const [name, act] of Object.entries(acts)) {
  await act();
  const kept = await baked();
  carried += [...kept.values()].filter(
    ({ key, keptAt, type }) => key && keptAt === undefined && type !== 'image/png',
  ).length;
  await forgetKeys();
  const anew = await baked();
  const addresses = new Set([...kept.keys(), ...anew.keys()]);
  for (const one of addresses) {
    const [before, after] = [kept.get(one), anew.get(one)];
    if (before?.sha256 !== after?.sha256 || before?.status !== after?.status) wrong.push(`${name}: ${one}`);
  }
}
process.send?.({ wrong, carried });
process.exit(0);
