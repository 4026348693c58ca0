/** `/api/health`: the application behind the front answers. Public pages do not depend on it. */
export const dynamic = 'force-dynamic';

export function GET(): Response {
  return Response.json({ application: 'répond' }, { headers: { 'Cache-Control': 'no-store' } });
}
