/** Reading a content by the paths of its form’s fields. */
import type { Json } from '../../server/editorial/json.ts';
import type { Choice } from '../../server/editorial/names.ts';
import type { Kind, Problem } from '../../server/editorial/noun.ts';
import type { Mark } from '../../server/forms/marks.ts';

/** What a form is drawn from. */
export type FormView = {
  content: Json;
  problems: Problem[];
  labels: Record<string, string>;
  /** The names of the parts of a fact. */
  factLabels: Record<string, string>;
  /** The longest text of each field, by path with `*` for a place in a list. */
  limits: Record<string, number>;
  choices: Partial<Record<Kind, Choice[]>>;
  marks: Mark[];
  /** The list that was asked for another line, without script. */
  asked?: string | undefined;
};

export function valueAt(content: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return value[Number(step)];
    return Object.hasOwn(value, step) ? value[step] : undefined;
  }, content);
}

export function textAt(content: Json, path: string): string {
  const value = valueAt(content, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function listAt(content: Json, path: string): Json[] {
  const value = valueAt(content, path);
  return Array.isArray(value) ? value : [];
}

export const patternOf = (path: string) => path.replace(/\.\d+(?=\.|$)/g, '.*');

export function problemAt(problems: Problem[], path: string): string | undefined {
  return problems.find((one) => one.path === path)?.message;
}

/** Whether something at or below this path is wrong. */
export function hasProblem(problems: Problem[], path: string): boolean {
  return problems.some((one) => one.path === path || one.path.startsWith(`${path}.`));
}

/** How many lines each list holds: when it changes, the fields of the form are others. */
export function listLengths(content: Json): string {
  const lengths: string[] = [];
  const walk = (value: Json, path: string) => {
    if (Array.isArray(value)) lengths.push(`${path}:${value.length}`);
    if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) walk(one, `${path}.${key}`);
  };
  walk(content, '');
  return lengths.sort().join(' ');
}
