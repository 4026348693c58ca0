'use server';
import { currentSession, requireOwnOrigin } from '../../server/staff/request.ts';
import { timeLeft } from '../../server/staff/sessions.ts';

/** Being asked keeps the session awake. @returns the milliseconds left to it now; 0 when it had ended */
export async function stayAction(): Promise<number> {
  await requireOwnOrigin();
  const signed = await currentSession();
  return signed ? timeLeft(signed) : 0;
}
