'use server';
import { currentSession, requireOwnOrigin } from '../../server/staff/request.ts';

/** Being asked keeps the session awake. @returns when it ends now; 0 when it had ended */
export async function stayAction(): Promise<number> {
  await requireOwnOrigin();
  return (await currentSession())?.endsAt.getTime() ?? 0;
}
