/**
 * When an entry was away: withdrawn, then put back.
 *
 * Promise: of the journal only acts of withdrawal are read, and of these what the public address said meanwhile: since
 * when, and the notice, which is empty when the entry had been published by mistake.
 */
import { z } from 'zod';
import { reader } from '../database.ts';

export type Absence = { from: Date; notice: string };

const withdrawn = z.object({ version: z.number() });
const said = z.object({ publication: z.number(), notice: z.string().catch('') });

const parsed = <T>(shape: z.ZodType<T>, text: string) => shape.safeParse(JSON.parse(text || 'null')).data;

/** The absences of an entry, by the number of the version that was withdrawn; the last of each when there were several. */
export async function absencesOf(entryId: string): Promise<Map<number, Absence>> {
  const lines = await reader().journalLine.findMany({
    where: { entryId, verb: 'withdraw' },
    select: { at: true, before: true, after: true },
    orderBy: { at: 'asc' },
  });
  return new Map(
    lines.flatMap(({ at, before, after }): [number, Absence][] => {
      const [was, told] = [parsed(withdrawn, before), parsed(said, after)];
      return was && told ? [[was.version, { from: at, notice: told.notice }]] : [];
    }),
  );
}
