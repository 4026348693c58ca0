/**
 * The journal in French: what acts and their values are called, on the page and in the table.
 *
 * Promise: a line keeps all it says; what has no name here is shown as the code calls it. tests/server/editorial/journal.test.ts
 * finds every act and every value that the code records, and fails at one without a name.
 */
import { roleNames } from '../staff/words.ts';
import { kindNames, labelOf } from './labels.ts';
import type { Kind } from './noun.ts';

const acts: Record<string, string> = {
  refused: 'tous les refus',
  createEntry: 'crée une fiche',
  saveDraft: 'enregistre un brouillon',
  publish: 'publie',
  withdraw: 'retire',
  putBack: 'remet en ligne',
  rename: 'change l’adresse',
  restore: 'reprend une révision',
  bin: 'met à la corbeille',
  takeBack: 'sort de la corbeille',
  setReviewDate: 'fixe une date de relecture',
  writeNote: 'écrit une note',
  setNoteDone: 'règle une note',
  receiveReport: 'signale une erreur',
  answerReport: 'répond à un signalement',
  signIn: 'se connecte',
  signOut: 'se déconnecte',
  invite: 'invite quelqu’un',
  acceptLink: 'ouvre un lien qui ne vaut plus',
  'accept:invitation': 'accepte une invitation',
  'accept:reset': 'choisit un autre mot de passe par un lien',
  renewLink: 'refait un lien',
  changeRole: 'change un rôle',
  changeOwnName: 'change son nom',
  changeOwnPassword: 'change son mot de passe',
  deactivate: 'ferme un compte',
  reactivate: 'rouvre un compte',
  endSessions: 'ferme des sessions',
  proveAgain: 'redonne son mot de passe',
  provePassword: 'mot de passe redonné',
  giveSecondFactor: 'donne son second facteur',
  setUpSecondFactor: 'installe son second facteur',
  removeSecondFactor: 'retire un second facteur',
  renewBackupCodes: 'refait ses codes de secours',
  restoreBackup: 'remet une sauvegarde',
  readJournal: 'lit le journal',
  erase: 'efface des mots',
  read: 'lit une fiche',
  manageCategories: 'tient les thèmes',
  manageSettings: 'tient les réglages',
  managePeople: 'tient l’équipe',
  Forbidden: 'hors de son rôle',
  ProofNeeded: 'mot de passe à redonner',
  SessionOver: 'session terminée',
};

const names: Record<string, string> = {
  publication: 'publication',
  version: 'version',
  revision: 'révision',
  fields: 'champs',
  mergedFrom: 'réuni depuis la révision',
  note: 'note',
  minor: 'correction mineure',
  mistake: 'publié par erreur',
  notice: 'avis',
  kind: 'sorte',
  slug: 'adresse',
  from: 'depuis',
  reviewBy: 'à relire avant le',
  mention: 'pour',
  done: 'fait',
  reference: 'référence',
  fact: 'fait',
  state: 'suite',
  answer: 'réponse',
  accountId: 'compte',
  role: 'rôle',
  name: 'nom',
  purpose: 'lien',
  device: 'appareil',
  by: 'par',
  which: 'sessions',
  binnedAt: 'corbeille depuis le',
  erasure: 'effacement',
  count: 'passages',
  versions: 'versions concernées',
};

/** What closed choices are called, by the value they are of. */
const choices: Record<string, Record<string, string>> = {
  role: roleNames,
  kind: Object.fromEntries(Object.entries(kindNames).map(([kind, { one }]) => [kind, one])),
  state: { open: 'à traiter', accepted: 'retenu', declined: 'non retenu', closed: 'sans suite' },
  purpose: { invitation: 'invitation', reset: 'autre mot de passe' },
  by: { code: 'code', backupCode: 'code de secours' },
  which: { one: 'une session', others: 'toutes les autres' },
};

/** One value of a line. `name` is empty for a value that stands alone. */
export type Said = { name: string; value: string };

/** What is known around a line: the kind of its entry, and the names of people. */
export type Around = { kind: Kind | undefined; nameOf: (accountId: string) => string };

/** The French name of an act or of its refusal: `refused:publish` is « refusé : publie ». */
export function actName(verb: string): string {
  const [, refused] = /^refused:(.+)$/.exec(verb) ?? [];
  return refused === undefined ? (acts[verb] ?? verb) : `refusé\u00a0: ${acts[refused] ?? refused}`;
}

/** What a line says of before or after, in words; what is empty, null or false is not said. */
export function valuesOf(text: string, around: Around): Said[] {
  const read: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof read !== 'object' || read === null) return [{ name: '', value: worded('', read, around) }];
  return Object.entries(read)
    .filter(([, value]) => value !== '' && value !== null && value !== false)
    .map(([key, value]) => ({ name: names[key] ?? key, value: worded(key, value, around) }));
}

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

function worded(key: string, value: unknown, around: Around): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (Array.isArray(value)) return value.map((one) => worded(key, one, around)).join(', ');
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (key === 'fields' && around.kind) return labelOf(around.kind, text) || text;
  if (key === 'accountId') return around.nameOf(text);
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(text) && !Number.isNaN(Date.parse(text))) return day.format(new Date(text));
  return choices[key]?.[text] ?? text;
}
