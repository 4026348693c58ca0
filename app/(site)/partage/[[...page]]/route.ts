/** Draws the share picture of the page at that path. Asked for by the bakery only; the public finds it below the page. */
import { drawPicture } from '../../../../server/published/drawing.ts';

type Asked = { params: Promise<{ page?: string[] }> };

export async function GET(_: Request, { params }: Asked): Promise<Response> {
  const { page = [] } = await params;
  const png = await drawPicture(`/${page.join('/')}`);
  if (!png) return new Response('Aucune page n’a d’image à cette adresse.\n', { status: 404 });
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
}
