/**
 * Who may open which page and ask for which action: the committed table that the matrix holds the build against.
 * A route or an action of the build that is not here fails; so does one that is here and no longer in the build.
 */
export const visitors = [
  'anonymous',
  'disabled',
  'expired session',
  'revoked session',
  'second factor pending',
  'contributor',
  'publisher',
  'administrator',
] as const;
export type Visitor = (typeof visitors)[number];

/** `shown` / `heard`; `refused`: a sentence in its place; a path: led there instead; `leaves`: signed out. */
export type Outcome = 'shown' | 'heard' | 'refused' | 'leaves' | `/${string}`;
type Row = Record<Visitor, Outcome>;

/** What everybody gets who has not proven everything. */
const outside = {
  anonymous: '/connexion',
  disabled: '/connexion',
  'expired session': '/connexion',
  'revoked session': '/connexion',
  'second factor pending': '/connexion/code',
} as const;

type Role = 'contributor' | 'publisher' | 'administrator';
const staff = (yes: Outcome, ...roles: Role[]): Row => {
  const may = (role: Role): Outcome => (roles.includes(role) ? yes : 'refused');
  return {
    ...outside,
    contributor: may('contributor'),
    publisher: may('publisher'),
    administrator: may('administrator'),
  };
};
const everyone = ['contributor', 'publisher', 'administrator'] as const;
const publishers = ['publisher', 'administrator'] as const;

const anybody = (yes: Outcome): Row => Object.fromEntries(visitors.map((one) => [one, yes])) as Row;
const signed = (yes: Outcome): Row => ({ ...staff(yes, ...everyone), 'second factor pending': yes });

/** `at`: an address of it; `shows`: words of it that nobody may read who is not shown it. */
export type Route = { at: string; shows: string; for: Row };

const page = (at: string, shows: string, ...roles: Role[]): Route => ({ at, shows, for: staff('shown', ...roles) });

/** It stands in a draft only. */
export const secretWord = 'zibeline';

const entry = '/redaction/laureats/{laureate}';
const draft = '/redaction/laureats/{draft}';

export const routes: Record<string, Route> = {
  '/connexion': {
    ...{ at: '/connexion', shows: 'Se connecter' },
    for: {
      ...anybody('shown'),
      'second factor pending': '/connexion/code',
      ...{ contributor: '/redaction', publisher: '/redaction', administrator: '/redaction' },
    },
  },
  '/connexion/code': {
    ...{ at: '/connexion/code', shows: 'Code de l’application' },
    for: {
      ...outside,
      'second factor pending': 'shown',
      ...{ contributor: '/redaction', publisher: '/redaction', administrator: '/redaction' },
    },
  },
  '/connexion/confirmation': page('/connexion/confirmation', 'Confirmez que c’est vous', ...everyone),
  '/connexion/invitation/[token]': {
    at: '/connexion/invitation/{link}',
    shows: 'Nouveau mot de passe',
    for: anybody('shown'),
  },
  '/connexion/second-facteur': page('/connexion/second-facteur', 'Clé', ...everyone),
  '/redaction': page('/redaction', 'Dernières publications', ...everyone),
  '/redaction/[section]': page('/redaction/laureats', ' en tout', ...everyone),
  '/redaction/[section]/nouvelle': page('/redaction/laureats/nouvelle', 'Créer le brouillon', ...everyone),
  '/redaction/[section]/[id]': page(entry, 'Phrase de la plaque', ...everyone),
  '/redaction/[section]/[id]/adresse': page(`${entry}/adresse`, 'Nouvelle fin d’adresse', ...publishers),
  '/redaction/[section]/[id]/apercu': page(`${entry}/apercu`, 'Aperçu du brouillon', ...everyone),
  '/redaction/[section]/[id]/apercu/document': page(`${draft}/apercu/document`, secretWord, ...everyone),
  '/redaction/[section]/[id]/historique': page(`${draft}/historique`, 'Comparer les deux', ...everyone),
  '/redaction/[section]/[id]/publier': page(`${draft}/publier`, secretWord, ...everyone),
  '/redaction/[section]/[id]/retrait': page(`${entry}/retrait`, 'Retirer du site', ...everyone),
  '/redaction/[section]/[id]/suivi': page(`${entry}/suivi`, 'Notes aux collègues', ...everyone),
  '/redaction/compte': page('/redaction/compte', 'Mot de passe actuel', ...everyone),
  '/redaction/effacement': page('/redaction/effacement', 'Mots à effacer', 'administrator'),
  '/redaction/equipe': page('/redaction/equipe', 'pascale@exemple.fr', 'administrator'),
  '/redaction/equipe/[id]': page('/redaction/equipe/{person}', 'pascale@exemple.fr', 'administrator'),
  '/redaction/fiche/[id]': {
    ...{ at: '/redaction/fiche/{laureate}', shows: '' },
    for: { ...outside, contributor: entry, publisher: entry, administrator: entry } as Row,
  },
  '/redaction/journal': page('/redaction/journal', 'Télécharger en CSV', 'administrator'),
  '/redaction/journal/export': page('/redaction/journal/export', 'second facteur', 'administrator'),
  '/redaction/publier': page('/redaction/publier', 'Un seul acte', ...publishers),
  '/redaction/signalements': page('/redaction/signalements', 'Par des lecteurs, sans compte', ...everyone),
  '/redaction/signalements/[id]': page('/redaction/signalements/{report}', 'la porte est verte', ...everyone),
  '/redaction/roles': page('/redaction/roles', 'Reprendre une ancienne révision', ...everyone),
};

/** Routes without a door: the public’s baked pages and files, and the one that says whether the process is ready. */
export const publicRoutes = [
  '/',
  '/[page]',
  '/categories/[slug]',
  '/criteres',
  '/editions/[year]',
  '/flux.atom',
  '/introuvable',
  '/laureats',
  '/laureats/[slug]',
  '/laureats/[slug]/carte',
  '/laureats/[slug]/citation.bib',
  '/laureats/[slug]/citation.json',
  '/laureats/[slug]/fiche.json',
  '/laureats/[slug]/fiche.txt',
  '/laureats/[slug]/flux.atom',
  '/laureats/[slug]/oembed.json',
  '/laureats/[slug]/signaler',
  '/laureats/[slug]/historique',
  '/laureats/[slug]/versions/[number]',
  '/partage/[[...page]]',
  '/plan-du-site',
  '/presse',
  '/presse/[file]',
  '/prix/[slug]',
  '/retire/[...path]',
  '/signalements/[reference]',
  '/sources',
  '/sources/[slug]',
  '/.well-known/security.txt',
  '/_global-error',
  '/_not-found',
  '/api/signalements',
  '/manifest.webmanifest',
  '/robots.txt',
  '/sitemap.xml',
];

/**
 * `bound`: what the page binds before the form. `form`: a body that would do it, for whoever is refused. Whoever is
 * heard sends an empty one. `bare`: nothing more is needed for it to be done.
 */
export type Action = { bound: (string | boolean)[]; form: Record<string, string> | null; for: Row; bare?: true };

const ask = (row: Row, form: Action['form'], ...bound: (string | boolean)[]): Action => ({ bound, form, for: row });
const bare = (action: Action): Action => ({ ...action, bare: true });
const own = staff('heard', ...everyone);
const publishing = staff('heard', ...publishers);
const people = staff('heard', 'administrator');
const person = { accountId: '{person}' };

export const actions: Record<string, Action> = {
  'connexion signInAction': ask(anybody('heard'), { email: 'x@exemple.fr', password: 'x' }),
  'connexion acceptLinkAction': ask(anybody('heard'), { password: '' }, '{link}'),
  'connexion codeAction': ask(signed('heard'), { code: '000000' }),
  'connexion confirmAction': ask(own, { password: 'x' }),
  'connexion secondFactorAction': ask(signed('heard'), { code: '000000' }),
  'connexion signOutAction': bare(ask({ ...signed('leaves') }, null)),
  'redaction stayAction': bare(ask(anybody('heard'), null)),
  'redaction/[section] saveAction': ask(own, { from: '1' }, '{laureate}'),
  'redaction/[section] makeAction': ask(own, { title: 'Un lauréat de trop' }, 'laureats'),
  'redaction/[section] publishAction': ask(publishing, { entry: '{draft}:{number}', minor: 'on' }),
  'redaction/[section] withdrawAction': ask(publishing, { version: '1', how: 'mistake' }, '{laureate}'),
  'redaction/[section] putBackAction': ask(publishing, { note: 'De retour.' }, '{laureate}'),
  'redaction/[section] renameAction': ask(publishing, { from: '{slug}', slug: 'ailleurs' }, '{laureate}'),
  'redaction/[section] restoreAction': ask(publishing, { number: '1', from: '{number}' }, '{draft}'),
  'redaction/[section] binAction': ask(own, { from: '1' }, '{laureate}'),
  'redaction/[section] takeBackAction': ask(own, {}, '{laureate}'),
  'redaction/[section] reviewAction': ask(own, { reviewBy: '2099-01-01' }, '{laureate}'),
  'redaction/[section] noteAction': ask(own, { text: 'Une note' }, '{laureate}'),
  'redaction/[section] noteDoneAction': bare(ask(own, null, '{note}', true)),
  'redaction/[section] presentAction': bare(ask(own, null, '{laureate}')),
  'redaction/[section] leaveAction': bare(ask(own, null, '{laureate}')),
  'redaction/publier publishTogetherAction': ask(publishing, { entry: '{draft}:{number}', minor: 'on' }),
  'redaction/signalements answerReportAction': ask(
    publishing,
    { from: '', state: 'closed', answer: 'Déjà signalé.' },
    '{report}',
  ),
  'redaction/compte nameAction': ask(own, { name: 'Personne' }),
  'redaction/compte passwordAction': ask(own, { current: '{password}', password: 'sept valises dans la brume' }),
  'redaction/compte codesAction': bare(ask(own, {})),
  'redaction/compte endSessionAction': bare(ask(own, {})),
  'redaction/effacement eraseAction': ask(people, { do: 'erase', words: 'Belleville', reason: 'x', seal: '' }),
  'redaction/effacement finishAction': bare(ask(people, {})),
  'redaction/equipe inviteAction': ask(people, { name: 'Zoé', email: 'zoe@exemple.fr', role: 'contributor' }),
  'redaction/equipe linkAction': ask(people, person),
  'redaction/equipe roleAction': ask(people, { ...person, from: 'publisher', role: 'contributor' }),
  'redaction/equipe deactivateAction': ask(people, person),
  'redaction/equipe reactivateAction': ask(people, { accountId: '{disabled}' }),
  'redaction/equipe removeSecondFactorAction': ask(people, person),
};
