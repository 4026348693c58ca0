/** What the public may read where something was withdrawn: the notice, never a word of what was there. */
import { reader } from '../database.ts';
import { entryAt } from './addresses.ts';

/** `notice` is empty when the entry had been published by mistake: the page then says only that it is gone. */
export type WithdrawnPage = { notice: string; withdrawnAt: Date };

/** What stands at the public path (`/laureats/le-fournil`) of a withdrawn entry; null when none was withdrawn there. */
export async function findWithdrawn(path: string): Promise<WithdrawnPage | null> {
  const at = entryAt(path);
  if (!at) return null;
  const where = { kind_slug: at };
  const found = await reader().entry.findUnique({ where, select: { withdrawnAt: true, withdrawalNotice: true } });
  if (!found?.withdrawnAt) return null;
  return { notice: found.withdrawalNotice ?? '', withdrawnAt: found.withdrawnAt };
}
