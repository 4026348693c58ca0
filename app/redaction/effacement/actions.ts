'use server';
import { refresh } from 'next/cache';
import { type ErasureState, eraseFrom, finishFrom } from '../../../server/forms/erasing.ts';
import type { Answer } from '../../../server/staff/forms.ts';
import { actionActor } from '../../../server/staff/request.ts';

export async function eraseAction(_: ErasureState, form: FormData): Promise<ErasureState> {
  const state = await eraseFrom(await actionActor(), form);
  if (state.erased) refresh();
  return state;
}

export async function finishAction(_: Answer, form: FormData): Promise<Answer> {
  const state = await finishFrom(await actionActor(), form);
  refresh();
  return state;
}
