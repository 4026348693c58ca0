/** Answers of the small forms of an entry: withdrawal, address, bin, review date, notes, restoring. */
import { Missing } from '../editorial/demand.ts';
import { type Answer, answer } from '../staff/forms.ts';
import { changed } from '../staff/request.ts';
import { type FormProblem, type Refused, refuse } from '../staff/visitor.ts';
import { served } from './serving.ts';

type Outcome = { ok: true } | { ok: false; problems: FormProblem[] };
type Done<Result> = Extract<Result, { ok: true }>;
type Fields<Name extends string> = { [name in Name]?: string };

/**
 * What one of these forms is: the fields it asks for, the command they are given to, and what is said once it is done.
 * A field that the form does not ask for is refused by its name, before the command hears of any.
 */
export type EntryForm<Name extends string, Result extends Outcome, Told> = {
  form: FormData;
  asks: readonly Name[];
  command: (fields: Fields<Name>) => Promise<Result>;
  told: (done: Done<Result>) => Told;
};

/** Runs a command on the form’s fields; an entry that is not there is a sentence too. */
export function entryAnswer<Name extends string, Result extends Outcome>({
  form,
  asks,
  command,
  told,
}: EntryForm<Name, Result, Partial<Answer> | Promise<Partial<Answer>>>): Promise<Answer> {
  const run = async (fields: Record<string, string>): Promise<Result | Refused> => {
    const foreign = Object.keys(fields).find((name) => !asks.some((one) => one === name));
    if (foreign !== undefined)
      return refuse('', `Le champ « ${foreign} » n’est pas de ce formulaire : rechargez la page, puis recommencez.`);
    try {
      return await command(fields as Fields<Name>);
    } catch (error) {
      if (error instanceof Missing) return refuse('', error.message);
      throw error;
    }
  };
  return answer(form, run, (done) => told(done as Done<Result>));
}

/** As above, for an act that changes what the public reads: done is said when the site has changed, what failed otherwise. */
export function publicAnswer<Name extends string, Result extends Outcome>(
  entryId: string,
  { told, ...asked }: EntryForm<Name, Result, string>,
): Promise<Answer> {
  const online = async (done: Done<Result>) => {
    const { ok, sentence } = await served([entryId]);
    return ok ? changed(told(done)) : { problems: [{ path: '', message: sentence }] };
  };
  return entryAnswer({ ...asked, told: online });
}
