import { field, type Layout, MARKDOWN } from './layout.ts';

export const editionLayout: Layout = [
  {
    id: 'accueil',
    title: 'La page d’accueil',
    hint: 'La grande phrase et le paragraphe à côté.',
    parts: [
      field('headline', 'Une phrase qui dit tout, lisible de loin.', { input: 'line' }),
      field('standfirst', 'Deux ou trois phrases, à côté de la grande.', { input: 'prose' }),
    ],
  },
  {
    id: 'page',
    title: 'La page de l’édition',
    hint: 'Ce qu’on lit en ouvrant l’édition.',
    parts: [
      field('year', 'Quatre chiffres\u202f; c’est aussi la fin de l’adresse.', { input: 'number' }),
      field('title', 'Le titre de la page.', { input: 'line' }),
      field('summary', `Quelques phrases sous le titre. ${MARKDOWN}`, { input: 'prose' }),
      field('account', 'Ce que racontent les sources. Peut rester vide.', { input: 'prose' }),
    ],
  },
  {
    id: 'chiffres',
    title: 'Les chiffres et les faits',
    hint: 'Les quatre premiers chiffres sont sur la page d’accueil.',
    parts: [
      {
        ...{ part: 'facts', path: 'figures', of: 'labelled', add: 'Ajouter un chiffre' },
        help: 'Le chiffre affiché en grand, court, puis la valeur complète.',
      },
      {
        ...{ part: 'facts', path: 'support', of: 'labelled', add: 'Ajouter une aide' },
        help: 'Une ligne par aide, telle que la source l’annonce.',
      },
      {
        ...{ part: 'facts', path: 'details', of: 'labelled', add: 'Ajouter un fait' },
        help: 'Date, lieu, jury, candidatures…',
      },
    ],
  },
];
