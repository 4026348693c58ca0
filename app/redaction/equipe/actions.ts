'use server';
import {
  changeRole,
  deactivate,
  invite,
  type Linked,
  reactivate,
  removeSecondFactor,
  renewLink,
} from '../../../server/staff/accounts.ts';
import { type Answer, answer } from '../../../server/staff/forms.ts';
import { sendLink } from '../../../server/staff/mail.ts';
import { actionActor, changed } from '../../../server/staff/request.ts';

export async function inviteAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return answer(form, (given) => invite(actor, given), handOver, actor);
}

export async function linkAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return answer(form, (given) => renewLink(actor, given), handOver, actor);
}

export async function roleAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  const done = 'Le rôle est changé ; les sessions de cette personne sont terminées.';
  return answer(
    form,
    (given) => changeRole(actor, given),
    () => changed(done),
    actor,
  );
}

export async function deactivateAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return answer(
    form,
    (given) => deactivate(actor, given),
    () => changed('Le compte est fermé.'),
    actor,
  );
}

export async function reactivateAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return answer(
    form,
    (given) => reactivate(actor, given),
    () => changed('Le compte est rouvert.'),
    actor,
  );
}

export async function removeSecondFactorAction(_: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  const done = 'Le second facteur est retiré : il sera redemandé à la prochaine connexion.';
  return answer(
    form,
    (given) => removeSecondFactor(actor, given),
    () => changed(done),
    actor,
  );
}

/** Sends the link when there is a mail server; shows it to copy otherwise. */
async function handOver(made: Extract<Linked, { ok: true }>): Promise<Partial<Answer>> {
  const delivery = await sendLink(made, made.link);
  if (delivery === 'sent') return changed(`Un lien est parti à ${made.email}. Il sert une seule fois.`);
  const why = delivery === 'failed' ? 'Le courrier n’est pas parti. ' : '';
  const said = `${why}Donnez ce lien à ${made.name} ; il sert une seule fois et n’est montré qu’ici.`;
  return changed(said, { link: made.link.url });
}
