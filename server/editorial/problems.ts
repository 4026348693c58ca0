/** Expected failures as values: what is wrong, keyed by field, each with the French name of its field and the remedy. */
import type { z } from 'zod';
import { labelOf } from './labels.ts';
import type { Fault, Kind, Problem } from './noun.ts';

export type Refused = { ok: false; problems: Problem[] };

/** What nothing can be done to before it leaves the bin. */
export const BINNED = 'Cette fiche est dans la corbeille\u00A0: sortez-la d’abord, à la page «\u202FRetrait\u202F».';

/** Gives faults the names of their fields. */
export function named(kind: Kind, faults: Fault[]): Problem[] {
  return faults.map((fault) => ({ path: fault.path, label: labelOf(kind, fault.path), message: fault.message }));
}

/** The problems of a content, or of what a form asks besides, that a schema refused. */
export function problemsOf(kind: Kind, error: z.ZodError): Problem[] {
  return named(
    kind,
    error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  );
}

/** One problem as a refusal. The empty path is the whole form. */
export function refused(kind: Kind, path: string, message: string): Refused {
  return { ok: false, problems: named(kind, [{ path, message }]) };
}
