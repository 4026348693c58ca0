'use server';
/** Publishing several drafts as one act. */
import { type PublishState, publishFrom } from '../../../server/forms/publishing.ts';
import { actionActor } from '../../../server/staff/request.ts';

export async function publishTogetherAction(_: PublishState, form: FormData): Promise<PublishState> {
  return publishFrom(await actionActor(), form);
}
