/** How a form is laid out: groups in the order of the public page, and in each the fields with their help. */
import type { Kind } from '../../../server/editorial/noun.ts';

/** `words`: a few plain lines; `prose`: limited Markdown, with its preview; `entry`: one of the live entries of `of`. */
export type Input =
  | { input: 'line' | 'words' | 'prose' | 'number' | 'date' | 'address' }
  | { input: 'choice'; options: { value: string; name: string }[] }
  | { input: 'entry'; of: Kind };

export type FieldPart = Input & { part: 'field'; path: string; help: string };

/** A named fact: its value, then the claims it rests on. */
export type FactPart = { part: 'fact'; path: string; help: string; value: Input };

/** A list of facts, each with its own name, or about a criterion. */
export type ListPart = { part: 'facts'; path: string; help: string; of: 'labelled' | 'criterion'; add: string };

export type Part = FieldPart | FactPart | ListPart;

export type Group = { id: string; title: string; hint: string; parts: Part[] };

export type Layout = Group[];

/** What may be typed in a prose. */
export const MARKDOWN =
  'Une ligne vide sépare deux paragraphes\u202f; **gras**, *italique*, - liste, [lien](https://…). Une marque comme [^activite] appelle les sources du fait «\u202fActivité\u202f»\u202f; [^activite:resolis-biocycle], celle qui est à l’adresse /sources/resolis-biocycle.';

export const field = (path: string, help: string, input: Input): FieldPart => ({ part: 'field', path, help, ...input });

export const fact = (path: string, help: string, value: Input = { input: 'line' }): FactPart => {
  return { part: 'fact', path, help, value };
};
