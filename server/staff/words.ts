/** What roles and verbs are called on the screen. A verb without words here does not compile. */
import type { Role, Verb } from '../editorial/permissions.ts';

export const roleNames: Record<Role, string> = {
  contributor: 'Contributeur',
  publisher: 'Éditeur',
  administrator: 'Administrateur',
};

/** What a role is for, in a sentence. */
export const roleSentences: Record<Role, string> = {
  contributor: 'écrit et corrige des brouillons, ne met rien en ligne.',
  publisher:
    'met aussi en ligne, retire, reprend une ancienne révision, et tient les thèmes. Second facteur obligatoire.',
  administrator: 'tient aussi les personnes et les réglages. Second facteur obligatoire.',
};

export const verbNames: Record<Verb, string> = {
  read: 'Lire toutes les fiches, leurs brouillons et leur historique',
  saveDraft: 'Enregistrer un brouillon',
  createEntry: 'Créer une fiche',
  bin: 'Mettre à la corbeille une fiche jamais publiée, et l’en sortir',
  writeNote: 'Écrire une note à un collègue',
  setReviewDate: 'Fixer une date de relecture',
  publish: 'Mettre en ligne',
  withdraw: 'Retirer du site',
  putBack: 'Remettre sur le site',
  rename: 'Changer l’adresse d’une fiche',
  restore: 'Reprendre une ancienne révision',
  answerReport: 'Répondre à une erreur signalée',
  manageCategories: 'Tenir les thèmes',
  manageSettings: 'Changer les réglages du site',
  managePeople: 'Inviter, changer de rôle, fermer un compte',
  readJournal: 'Lire le journal',
  erase: 'Effacer des données personnelles, partout et pour toujours',
};

/** The roles to choose from, each with what it is for. */
export const roleOptions = (Object.keys(roleNames) as Role[]).map((value) => {
  return { value, label: roleNames[value], help: roleSentences[value] };
});
