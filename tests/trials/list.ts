/** The table of the trials (design: « The trials »), in its order; each is the file of its name in this folder. */
import type { Listed, Waiting } from './trial.ts';

export const trials: readonly Listed[] = [
  {
    name: 'kill-9',
    title: 'Arrêt brutal pendant enregistrements, mises en ligne, cuissons et démarrages',
    passes:
      'aucune écriture confirmée perdue, aucune refusée par un serveur vivant, aucun fichier déchiré, de retour en moins de 10 s',
    ...{ quick: 3, whole: 200 },
  },
  {
    name: 'rollbacks',
    title: '600 écritures et annulations mêlées',
    passes: 'aucune perdue, rien de lu qui soit annulé ensuite',
    ...{ quick: 1, whole: 5 },
  },
  {
    name: 'saves',
    title: '50 enregistrements à la fois d’une même fiche',
    passes: 'chacun enregistré, fusionné ou montré en conflit avec son texte ; une ligne au journal par enregistrement',
    ...{ quick: 1, whole: 20 },
  },
  {
    name: 'locked',
    title: 'Base de données tenue 8 s par un autre programme',
    passes: 'pages publiques, rédaction et santé servies, l’enregistrement attend puis aboutit',
    ...{ quick: 0, whole: 5 },
  },
  {
    name: 'damaged',
    title: 'Base de données effacée, tronquée, abîmée d’un octet',
    passes:
      'pages publiques servies, une phrase à la rédaction, santé au rouge, rien de recréé à vide, retour après restauration',
    ...{ quick: 0, whole: 5 },
  },
  {
    name: 'full-disk',
    title: 'Disque plein pour la base, son journal, la cuisson, la sauvegarde',
    passes: 'pages publiques servies, une phrase à la rédaction, santé au rouge, retour quand la place revient',
    ...{ quick: 0, whole: 5, mounts: true },
  },
  {
    name: 'backups',
    title: 'Sauvegardes sous la charge, restaurées et comparées',
    passes: 'chacune, restaurée, égale ligne pour ligne à un état qui a existé',
    ...{ quick: 1, whole: 50 },
  },
  {
    name: 'forms',
    title: 'Formulaires et corps d’actions déformés, vrais formulaires avec une seule faute',
    passes: 'aucun 5xx, rien de changé dans la base ni le site, aucune trace du code, la moitié au moins vraiment lus',
    ...{ quick: 300, whole: 10_000 },
  },
  {
    name: 'addresses',
    title: 'Adresses déformées, et 200 jeux d’en-têtes hostiles sur chaque route',
    passes:
      'seulement 200, 301, 304, 308, 400, 404, 405, 410, 414, 417, aux portes aussi 307 et 403 ; rien sans réponse ; rien ne grossit ; jamais un brouillon',
    ...{ quick: 1000, whole: 20_000 },
  },
  {
    name: 'sign-in',
    title: '1 000 essais de connexion d’une puis de 200 adresses, cent calculs d’argon2 à la fois',
    passes:
      'les limites tiennent, la mémoire des calculs aussi, personne n’entre, pages publiques sous 300 ms au 95ᵉ centile',
    ...{ quick: 0, whole: 1000 },
  },
  {
    name: 'slow',
    title: 'En-têtes lents, corps lents, lecteurs lents, 500 connexions, 60 s',
    passes: 'les autres, et la porte de la rédaction, sont servis en moins d’une seconde ; les lents sont coupés',
    ...{ quick: 0, whole: 3 },
  },
  {
    name: 'soak',
    title: '30 minutes à 50 requêtes par seconde, une fiche publiée par minute',
    passes: 'mémoire et fichiers ouverts ne montent pas, presque toutes les réponses attendues sont venues',
    ...{ quick: 0, whole: 30, beside: true },
  },
];

export const waiting: readonly Waiting[] = [
  { title: 'Arrêt brutal pendant un import ; import contre mise en ligne et restauration', waits: 'l’import' },
  { title: '600 images déformées ou hostiles', waits: 'les images et leurs droits' },
  { title: 'Disque plein pour les images', waits: 'les images et leurs droits' },
];
