'use server';
/** Publishing several drafts as one act. */
import { refresh } from 'next/cache';
import { type PublishState, publishFrom } from '../../../server/forms/publishing.ts';
import { actionActor } from '../../../server/staff/request.ts';

export async function publishTogetherAction(_: PublishState, form: FormData): Promise<PublishState> {
  const actor = await actionActor();
  const state = await publishFrom(actor, form);
  if (state.done) refresh();
  return state;
}
