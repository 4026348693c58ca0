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

/** What is published together before everything is baked anew. */
const acts: Record<string, () => Promise<void>> = {
  'the laureates’ own words and what they refer to': async () => {
    await change('laureate', 'biocycle', { tagline: 'Une autre accroche' });
    await change('category', 'lien-social', { name: 'Liens sociaux' });
    await change('source', 'article-2016-11-25', { title: 'Un autre titre' });
  },
  'what every page shows, and a rename': async () => {
    await change('criterion', 'services-nouveaux', { title: 'Services inédits' });
    await change('page', 'contact', { title: 'Nous écrire' });
    const { id: entryId } = await entryOf('laureate', 'minima');
    well(await rename(operator(), { entryId, from: 'minima', slug: 'minima-paris' }));
  },
  withdrawal: async () => {
    const { id: entryId } = await entryOf('laureate', 'lkecowork');
    well(await withdraw(operator(), { entryId, version: 1, notice: 'Retirée pour essai.' }));
  },
  return: async () => {
    const { id: entryId } = await entryOf('laureate', 'lkecowork');
    well(await putBack(operator(), { entryId, note: 'Remise pour essai.' }));
  },
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
