/** The filtered journal as a CSV file. */
import { journalCsv } from '../../../../server/editorial/journal-reading.ts';
import { Forbidden } from '../../../../server/editorial/permissions.ts';
import { currentActor } from '../../../../server/staff/request.ts';
import { journalQuery } from '../query.ts';

export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  const given = new URL(request.url).searchParams;
  const { query } = journalQuery((name) => given.get(name) ?? '');
  try {
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="journal.csv"',
    };
    return new Response(await journalCsv(actor, query), { headers });
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return new Response(error.message, { status: 403, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
}
