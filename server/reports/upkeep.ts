/**
 * What reported errors need while the site is up.
 *
 * Promise: the page of a report received or answered just before a crash is baked at the next start, since no publication
 * number tells of it; addresses are erased when their time is over, looked at each day. A failure is printed and harms
 * nothing else.
 */
import path from 'node:path';
import type { Bakery } from '../bakery/present.ts';
import { currentBuild } from '../bakery/swap.ts';
import { reportPages } from '../published/reports.ts';
import { hours, minutes } from '../staff/clock.ts';
import { eraseAddresses } from './answering.ts';

/** What changed while a build was being made may be missing from it: a bake takes less than this. */
const MARGIN = minutes(5);

/** Brings the pages up to date, and starts looking after addresses. */
export async function keepReports(bakery: Bakery, dataDir: string, print: (line: string) => void): Promise<void> {
  const told = (error: Error) => print(`! Signalements : ${error.message}`);
  setInterval(() => eraseAddresses().catch(told), hours(24)).unref();
  await eraseAddresses().catch(told);
  await bakeMissed(bakery, dataDir).catch(told);
}

async function bakeMissed(bakery: Bakery, dataDir: string): Promise<void> {
  const build = await currentBuild(path.join(dataDir, 'site'));
  if (!build) return;
  const missed = await reportPages(new Date(Date.parse(build.manifest.bakedAt) - MARGIN));
  if (missed.length > 0) await bakery.bakeEdited(missed);
}
