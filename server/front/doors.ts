/** The doors that must run: the only addresses at which the public reaches the application. */

/** `below`: everything under the path too. Other methods are answered 405 without the application. */
export type Door = { path: string; below: boolean; methods: readonly string[] };

export const doors: readonly Door[] = [{ path: '/api/health', below: false, methods: ['GET', 'HEAD'] }];

/** The door at a path; `undefined` when nothing runs there. */
export function doorAt(path: string, list: readonly Door[] = doors): Door | undefined {
  return list.find((door) => path === door.path || (door.below && path.startsWith(`${door.path}/`)));
}

/** Whether the application itself answers at that path. */
export function isDoor(path: string): boolean {
  return doorAt(path) !== undefined;
}
