import { fact, field, type Layout, MARKDOWN } from './layout.ts';

export const laureateLayout: Layout = [
  {
    id: 'plaque',
    title: 'La plaque',
    hint: 'Ce que le visiteur voit d’abord\u00a0: le thème dans le cartouche, le nom sur le bleu, le prix dans le cadre.',
    parts: [
      fact('facts.name', 'Tel que la source l’écrit, capitales et accents compris.'),
      fact('facts.category', 'Le thème du cartouche. C’est un classement de la rédaction\u00a0: dites-le.', {
        input: 'entry',
        of: 'category',
      }),
      fact('facts.award', 'Il donne la couleur du cadre.', { input: 'entry', of: 'award' }),
      fact('facts.edition', 'L’année du prix.', { input: 'entry', of: 'edition' }),
      field('tagline', 'Une phrase courte, sans point, au pied de la plaque.', { input: 'line' }),
      field('position', 'Dans l’ordre où la source cite les lauréats\u00a0: 1 vient d’abord.', { input: 'number' }),
    ],
  },
  {
    id: 'textes',
    title: 'Les textes',
    hint: 'Du plus court au plus simple. Chaque phrase qui affirme porte la marque de sa source.',
    parts: [
      field('summary', `Deux phrases qui disent tout. ${MARKDOWN}`, { input: 'prose' }),
      field('account', 'Ce que racontent les sources, paragraphe par paragraphe. Peut rester vide.', {
        input: 'prose',
      }),
      field('plain', 'La même chose en mots simples et phrases courtes, pour tout le monde.', { input: 'prose' }),
    ],
  },
  {
    id: 'faits',
    title: 'La fiche',
    hint: 'Chaque ligne a une source. Une valeur vide s’affiche «\u202fnon précisé par les sources\u202f».',
    parts: [
      fact('facts.legalForm', 'Association, SCIC, SCOP, entreprise d’insertion…'),
      fact('facts.founded', 'L’année ou la date, aussi précise que la source.'),
      fact('facts.place', 'Arrondissement ou ville, tels que la source les donne.'),
      fact('facts.website', 'L’adresse du site de l’organisation.', { input: 'line' }),
      fact('facts.activity', 'Ce qu’elle fait, en une phrase.'),
    ],
  },
  {
    id: 'criteres',
    title: 'Les critères',
    hint: 'Seulement ceux qu’une source montre\u202f; les autres restent vides, et le disent.',
    parts: [
      {
        ...{ part: 'facts', path: 'criteria', of: 'criterion', add: 'Ajouter un critère' },
        help: 'Le critère, ce que la source montre, et le passage.',
      },
    ],
  },
  {
    id: 'autres',
    title: 'Autres faits',
    hint: 'Ce qui ne tient pas dans la fiche et qu’un journaliste demandera.',
    parts: [
      {
        ...{ part: 'facts', path: 'details', of: 'labelled', add: 'Ajouter un fait' },
        help: 'L’intitulé donne la marque\u00a0: «\u202fDate d’ouverture\u202f» se cite [^date-d-ouverture].',
      },
    ],
  },
];
