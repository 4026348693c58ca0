/** How a test asks the newsroom for a page or an action, as a browser does. */
import { newsroom } from '../site.ts';

export type Told = { status: number; text: string; location: string };

type Asking = { token?: string | undefined; origin?: string | undefined; headers?: Record<string, string> };

const headersOf = ({ token, origin, headers }: Asking) => ({
  ...(token !== undefined && { Cookie: `palmares=${token}` }),
  ...(origin !== undefined && { Origin: origin }),
  ...headers,
});

async function told(answer: Response): Promise<Told> {
  const [location = ''] = (answer.headers.get('x-action-redirect') ?? answer.headers.get('location') ?? '').split(';');
  return { status: answer.status, text: await answer.text(), location: location.replace(newsroom.address, '') };
}

/** Opens a page. */
export async function open(at: string, asking: Asking): Promise<Told> {
  return told(await fetch(newsroom.address + at, { headers: headersOf(asking), redirect: 'manual' }));
}

/** Sends any body to an action. */
export async function post(at: string, id: string, body: BodyInit, asking: Asking): Promise<Told> {
  const headers = {
    'Next-Action': id,
    Accept: 'text/x-component',
    ...headersOf({ origin: newsroom.address, ...asking }),
  };
  return told(await fetch(newsroom.address + at, { method: 'POST', headers, body, redirect: 'manual' }));
}
