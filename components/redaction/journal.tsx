/** The journal: who did what, before and after. */
import type { JournalPage } from '../../server/editorial/journal-reading.ts';
import { Moment } from './moment.tsx';
import './desk.css';

type Asked = { personne: string; action: string; fiche: string; du: string; au: string };
type Choices = { people: { id: string; name: string }[]; verbs: string[] };

/** What each act is called; one without a name here is shown as the code calls it. */
const verbs: Record<string, string> = {
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
  accept: 'accepte un lien',
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
  readJournal: 'lit le journal',
  read: 'lit une fiche',
  managePeople: 'tient l’équipe',
  Forbidden: 'hors de son rôle',
  ProofNeeded: 'mot de passe à redonner',
};

/** What the values of a line are called. */
const keys: Record<string, string> = {
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
  role: 'rôle',
  name: 'nom',
  email: 'adresse électronique',
  account: 'compte',
  binnedAt: 'corbeille depuis le',
};

function verbName(verb: string): string {
  const [first = '', refused] = verb.split(':');
  if (first === 'refused' && refused !== undefined) return `refusé\u00a0: ${verbs[refused] ?? refused}`;
  return verbs[first] ?? first;
}

function worded(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return Array.isArray(value) ? value.map(worded).join(', ') : String(value);
}

/** The JSON text of a line, in words. */
function Values({ text }: { text: string }) {
  const read: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof read !== 'object' || read === null) return worded(read);
  const said = Object.entries(read).filter(([, value]) => value !== '' && value !== null && value !== false);
  return said.map(([key, value]) => (
    <span key={key} className="value">
      {keys[key] ?? key}&nbsp;: {worded(value)}
    </span>
  ));
}

export function JournalFilters({ path, asked, choices }: { path: string; asked: Asked; choices: Choices }) {
  const filtered = Object.values(asked).some((value) => value !== '');
  return (
    <form action={path} method="get" className="list-filters">
      <div>
        <label htmlFor="personne">Personne</label>
        <select id="personne" name="personne" defaultValue={asked.personne}>
          <option value="">toutes</option>
          {choices.people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="action">Action</label>
        <select id="action" name="action" defaultValue={asked.action}>
          <option value="">toutes</option>
          {['refused', ...choices.verbs].map((verb) => (
            <option key={verb} value={verb}>
              {verbName(verb)}
            </option>
          ))}
        </select>
      </div>
      {(['du', 'au'] as const).map((name) => (
        <div key={name}>
          <label htmlFor={name}>{name === 'du' ? 'Du' : 'Au'}</label>
          <input id={name} name={name} type="date" defaultValue={asked[name]} />
        </div>
      ))}
      {asked.fiche && <input type="hidden" name="fiche" value={asked.fiche} />}
      <button type="submit" className="button quiet">
        Filtrer
      </button>
      {filtered && <a href={path}>Tout voir</a>}
    </form>
  );
}

export function JournalTable({ page: { lines, total } }: { page: JournalPage }) {
  if (lines.length === 0) return <p>Aucune ligne ne répond à ces choix.</p>;
  return (
    <div className="table-frame">
      <table className="table dense journal">
        <caption className="sr-only">Journal, {total} lignes, la dernière d’abord</caption>
        <thead>
          <tr>
            {['Quand', 'Qui', 'Quoi', 'Fiche', 'Avant', 'Après'].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                <Moment date={line.at} />
              </td>
              <td>{line.by}</td>
              <th scope="row">{verbName(line.verb)}</th>
              <td>{line.entryId && <a href={`/redaction/fiche/${line.entryId}`}>{line.entry || 'fiche'}</a>}</td>
              <td className="values">
                <Values text={line.before} />
              </td>
              <td className="values">
                <Values text={line.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
