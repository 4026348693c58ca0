/** The doors that must run: the only addresses at which the public reaches the application. */

/**
 * `below`: everything under the path too. Other methods are answered 405 without the application.
 * `office`: a door of the back office, whose requests and answers `office.ts` prepares.
 * `form`: what public pages send; its bodies are short.
 * `health`: asked by those who look after the machine, however busy it is.
 * `built`: files of the application’s build, which answers 404 by itself for those it does not have.
 */
export type Door = {
  path: string;
  below: boolean;
  methods: readonly string[];
  office?: boolean;
  form?: boolean;
  built?: boolean;
  health?: boolean;
};

const read = ['GET', 'HEAD'] as const;

export const doors: readonly Door[] = [
  { path: '/api/health', below: false, methods: read, health: true },
  { path: '/api/health/ready', below: false, methods: read, health: true },
  { path: '/api/signalements', below: false, methods: ['POST'], form: true },
  { path: '/connexion', below: true, methods: [...read, 'POST'], office: true },
  { path: '/redaction', below: true, methods: [...read, 'POST'], office: true },
  // What baked pages need of the build is baked; this is for the scripts of the back office.
  { path: '/_next/static', below: true, methods: read, built: true },
];

/** Spellings under which the application could read another path than the front did. */
const ambiguous = /\\|%(2e|2f|5c)|\/\.{1,2}(\/|$)|\/\//i;

/** The door at a path; `undefined` when nothing runs there. */
export function doorAt(path: string, list: readonly Door[] = doors): Door | undefined {
  if (ambiguous.test(path)) return undefined;
  return list.find((door) => path === door.path || (door.below && path.startsWith(`${door.path}/`)));
}

/** Whether the application itself answers at that path, so that a baked page may link to it. */
export function isDoor(path: string): boolean {
  const door = doorAt(path);
  return door !== undefined && !door.built;
}
