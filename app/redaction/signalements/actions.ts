'use server';
import { entryAnswer } from '../../../server/forms/answering.ts';
import { answerReport } from '../../../server/reports/answering.ts';
import { deliver } from '../../../server/reports/sending.ts';
import type { Answer } from '../../../server/staff/forms.ts';
import { actionActor, changed } from '../../../server/staff/request.ts';

export async function answerReportAction(id: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return entryAnswer({
    ...{ form, asks: ['from', 'state', 'answer'] },
    command: (given) => answerReport(actor, id, given),
    told: async (done) => {
      const { ok, sentence } = await deliver(id, done);
      return changed(ok ? sentence : '', ok ? {} : { problems: [{ path: '', message: sentence }] });
    },
  });
}
