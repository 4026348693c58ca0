/** The forms of the kinds that hold few fields. */
import { fact, field, type Layout, MARKDOWN } from './layout.ts';

export const categoryLayout: Layout = [
  {
    id: 'theme',
    title: 'Le thème',
    hint: 'Un classement de la rédaction, pas de la Ville.',
    parts: [
      field('name', 'Court\u00a0: il tient dans le cartouche de la plaque.', { input: 'line' }),
      field('description', `De quoi il s’agit. ${MARKDOWN}`, { input: 'prose' }),
      fact('facts.origin', 'D’où vient la formulation du thème.'),
    ],
  },
];

export const awardLayout: Layout = [
  {
    id: 'prix',
    title: 'Le prix',
    hint: 'Ce qu’un lauréat reçoit, et le cadre de sa plaque.',
    parts: [
      field('name', 'Au singulier.', { input: 'line' }),
      field('plural', 'Le même, au pluriel\u00a0: il titre les listes.', { input: 'line' }),
      field('frame', 'La couleur du cadre.', {
        input: 'choice',
        options: [
          { value: 'bronze', name: 'bronze vert' },
          { value: 'or', name: 'or' },
        ],
      }),
      field('position', '1 vient d’abord.', { input: 'number' }),
      field('description', MARKDOWN, { input: 'prose' }),
      fact('facts.definition', 'Comment la source définit ce prix.'),
    ],
  },
];

export const criterionLayout: Layout = [
  {
    id: 'critere',
    title: 'Le critère',
    hint: 'Une condition pour concourir.',
    parts: [
      field('position', 'Son numéro sur la page.', { input: 'number' }),
      field('title', 'Quelques mots.', { input: 'line' }),
      field('requirement', `En une phrase. ${MARKDOWN}`, { input: 'prose' }),
      field('rationale', 'Pourquoi ce critère existe.', { input: 'prose' }),
      fact('facts.wording', 'L’énoncé tel que la source le donne.'),
    ],
  },
];

export const sourceLayout: Layout = [
  {
    id: 'document',
    title: 'Le document',
    hint: 'Tel qu’il est, à la lettre.',
    parts: [
      field('title', 'Le titre exact. S’il n’est pas connu, décrivez le document entre crochets.', { input: 'words' }),
      field('nature', 'Par exemple\u00a0: «\u202fArticle de presse, source secondaire\u202f».', { input: 'line' }),
      field('publisher', 'Qui l’a publié. Vide si le document ne le dit pas.', { input: 'line' }),
      field('publishedOn', 'Comme 2016, 2016-11 ou 2016-11-25.', { input: 'date' }),
      field('url', 'Commence par https:// ou http://.', { input: 'address' }),
      field('archivedUrl', 'Une copie qui restera si l’adresse disparaît.', { input: 'address' }),
      field('consultedOn', 'Le jour où vous l’avez lu\u00a0: 2026-11-25.', { input: 'date' }),
      field('remark', `Ce qu’un lecteur doit savoir. ${MARKDOWN}`, { input: 'prose' }),
    ],
  },
];

export const pageLayout: Layout = [
  {
    id: 'page',
    title: 'La page',
    hint: 'Un texte qui ne dépend d’aucun lauréat.',
    parts: [
      field('title', 'Le titre de la page et son nom dans le pied de page.', { input: 'line' }),
      field('description', 'Une phrase, pour les moteurs de recherche et les liens partagés.', { input: 'words' }),
      field(
        'body',
        `${MARKDOWN} {{éditeur}}, {{adresse}}, {{contact}}, {{directeur}}, {{hébergeur}} et {{site}} sont remplis par les réglages de l’exploitant.`,
        {
          input: 'prose',
        },
      ),
      field('position', 'Dans le pied de page\u00a0: 1 vient d’abord.', { input: 'number' }),
    ],
  },
];

export const settingLayout: Layout = [
  {
    id: 'site',
    title: 'Le site',
    hint: 'Ce qui vaut pour toutes les pages.',
    parts: [
      field('name', 'En haut de chaque page.', { input: 'line' }),
      field('subtitle', 'Ce qu’est le site, en une phrase.', { input: 'words' }),
      field('edition', 'Celle que montre la page d’accueil.', { input: 'entry', of: 'edition' }),
    ],
  },
];
