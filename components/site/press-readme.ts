/** The text at the head of the archive: what it holds, how it is checked, what the data mean, on what terms. */
import type { Site } from '../../server/published/site.ts';
import { frenchDay } from '../ui/dates.tsx';
import { LICENCE } from './licence.ts';

/** `year`: of the edition that the archive holds. */
export function archiveReadme(site: Site, year: number): string {
  return `${site.name}, édition ${year}
${site.url}/presse
État du site au ${frenchDay(site.lastPublishedAt)}

CE QUE CONTIENT CETTE ARCHIVE

fiches/      une fiche par lauréat\u00a0: .txt pour lire, .json pour réutiliser
images/      une image par lauréat et celle de l’édition (PNG, 1\u202f200 × 630 pixels)
chiffres     les chiffres de l’édition et leurs sources, en .txt et en .json
MANIFESTE    l’empreinte SHA-256 de chaque fichier\u00a0; pour vérifier\u00a0: sha256sum -c MANIFESTE.txt

CE QUE DISENT LES FICHIERS JSON

nom, prix, edition, theme        le lauréat et sa récompense
en_bref, le_projet, en_clair     les textes de la fiche, sans leurs appels de note
faits                            la liste des faits\u00a0; pour chacun\u00a0:
  cle, libelle, chiffre, valeur  ce qu’est le fait, et ce que la rédaction retient
  etat                           «\u202fretenu\u202f»\u00a0; «\u202fen débat\u202f» (retenu, mais contredit)\u00a0; «\u202fnon tranché\u202f»
                                 (les sources divergent, sans choix)\u00a0; «\u202finconnu\u202f»
  explication                    le choix de la rédaction
  sans_source_parce_que          pourquoi le fait se passe de source
  affirmations                   ce que dit chaque source, à quel passage, et ce qu’en fait la rédaction\u00a0: «\u202fretenue\u202f»,
                                 «\u202fen débat\u202f» ou «\u202fécartée\u202f»
version, publiee_le              l’état de la fiche
adresse, adresse_de_la_version   la page d’aujourd’hui\u00a0; celle de cette version, qui ne change plus

«\u202fnull\u202f»\u00a0: rien à donner ici\u00a0; pour un fait, voyez «\u202fetat\u202f». Les dates sont en ISO 8601, aussi précises que les
sources le permettent.

RÉUTILISER

Textes, données et images\u00a0: ${LICENCE.name} (Etalab)
${LICENCE.url}
Citez la source et la date de mise à jour, par exemple\u00a0: ${site.name}, édition ${year}, état du ${frenchDay(site.lastPublishedAt)}.
Les extraits de documents sont cités avec leur source et restent à leurs auteurs.
Les noms des lauréats sont à eux.
`;
}
