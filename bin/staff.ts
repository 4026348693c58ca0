/** `npm run staff`: the people of the newsroom, from the server’s own console. */
import { parseArgs } from 'node:util';
import { databaseFile, reader, readyStore } from '../server/database.ts';
import type { Role } from '../server/editorial/permissions.ts';
import { env } from '../server/env.ts';
import * as accounts from '../server/staff/accounts.ts';
import { operator } from '../server/staff/actor.ts';
import { asEmail } from '../server/staff/sign-in.ts';
import { roleNames } from '../server/staff/words.ts';
import { refuseOtherAccount } from '../server/start/checks.ts';
import { moment } from '../server/upkeep/words.ts';
import { command, Refusal } from './progress.ts';

const help = `
npm run staff -- COMMANDE — les personnes de la rédaction.

  create --email ADRESSE --name NOM --role RÔLE   crée un compte et donne le lien, à usage unique, qui l’ouvre
                                                  (RÔLE : contributor, publisher ou administrator)
  list                                            dit qui a un compte
  reset --email ADRESSE                           donne un lien pour choisir un nouveau mot de passe
  disable --email ADRESSE                         ferme le compte et ses sessions
  forget-device --email ADRESSE                   retire le second facteur perdu ; il sera redemandé

Sortie 0 quand c’est fait, 1 avec une phrase sinon.`;

const options = { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } } as const;

/** @throws {Refusal} with every sentence of the refusal */
function accepted<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if ('problems' in outcome && Array.isArray(outcome.problems))
    throw new Refusal(outcome.problems.map((problem: { message: string }) => problem.message).join('\n'));
  return outcome as Extract<T, { ok: true }>;
}

async function accountOf(email: string | undefined): Promise<{ accountId: string }> {
  if (email === undefined) throw new Refusal('Il manque --email ADRESSE.');
  const account = await reader().account.findUnique({ where: { email: asEmail(email) } });
  if (!account) throw new Refusal(`Personne n’a de compte à l’adresse ${email}. Voyez « npm run staff -- list ».`);
  return { accountId: account.id };
}

function linkLines({ name, link }: Extract<accounts.Linked, { ok: true }>): string {
  return `Lien pour ${name}, à usage unique, valable jusqu’au ${moment(link.expiresAt)} :\n${link.url}`;
}

const states = { invited: 'invitation à accepter', active: 'actif', disabled: 'fermé' };

const commands: Record<string, (given: { email?: string; name?: string; role?: string }) => Promise<string>> = {
  create: async (given) => linkLines(accepted(await accounts.invite(operator(), { ...given }))),
  reset: async ({ email }) => linkLines(accepted(await accounts.renewLink(operator(), await accountOf(email)))),
  async disable({ email }) {
    accepted(await accounts.deactivate(operator(), await accountOf(email)));
    return 'Le compte est fermé.';
  },
  async 'forget-device'({ email }) {
    accepted(await accounts.removeSecondFactor(operator(), await accountOf(email)));
    return 'Le second facteur est retiré : il sera redemandé à la prochaine connexion.';
  },
  async list() {
    const people = await accounts.listPeople(operator());
    const lines = people.map(
      ({ name, email, role, state }) => `${name} <${email}>, ${roleNames[role as Role]}, ${states[state]}`,
    );
    return lines.length === 0 ? 'Personne encore : voyez « npm run staff -- create ».' : lines.join('\n');
  },
};

await command(help, async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const chosen = commands[positionals[0] ?? ''];
  if (!chosen || positionals.length > 1) throw new Refusal(help.trim());
  refuseOtherAccount(env().dataDir);
  await readyStore(databaseFile());
  console.log(await chosen(values));
});
