/** The files of the press page that are not a laureate’s: an edition’s figures, and the text at the head of its archive. */
import { figuresJson } from '../../../../components/site/press-data.ts';
import { archiveReadme } from '../../../../components/site/press-readme.ts';
import { figuresText } from '../../../../components/site/press-text.ts';
import { type EditionPage, findEdition } from '../../../../server/published/editions.ts';
import { type Site, site } from '../../../../server/published/site.ts';

export const dynamic = 'force-dynamic';

const TEXT = 'text/plain; charset=utf-8';

const made: Record<string, { type: string; make: (about: Site, edition: EditionPage) => string }> = {
  'chiffres.txt': { type: TEXT, make: figuresText },
  'chiffres.json': { type: 'application/json', make: figuresJson },
  'lisez-moi.txt': { type: TEXT, make: (about, { year }) => archiveReadme(about, year) },
};

/** `chiffres-2016.txt`, `chiffres-2016.json`, `lisez-moi-2016.txt`. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const asked = /^([a-z-]+)-(\d{4})(\.(?:txt|json))$/.exec((await params).file);
  const found = asked && made[`${asked[1]}${asked[3]}`];
  const edition = asked && found && (await findEdition(Number(asked[2])));
  if (!edition) return new Response('Aucun fichier n’est à cette adresse.\n', { status: 404 });
  return new Response(found.make(await site(), edition), { headers: { 'content-type': found.type } });
}
