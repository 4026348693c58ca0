/** An entry known by its id only: leads to where it is edited. */
import { notFound, redirect } from 'next/navigation';
import { Missing } from '../../../../server/editorial/demand.ts';
import { openEntry } from '../../../../server/editorial/entries.ts';
import { editingPath } from '../../../../server/forms/sections.ts';
import { currentActor } from '../../../../server/staff/request.ts';

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const actor = await currentActor();
  const entry = await openEntry(actor, (await params).id).catch((error: unknown) => {
    if (error instanceof Missing) notFound();
    throw error;
  });
  redirect(editingPath(entry.kind, entry.id));
}
