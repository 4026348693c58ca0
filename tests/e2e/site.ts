/** Where the tested sites stand: one that is only read, one whose newsroom is at work. */
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

/** The first of three neighbouring ports; another one lets two copies of the project be tested at once. */
const port = Number(process.env.PALMARES_TEST_PORT || 3917);

export const site = {
  address: `http://localhost:${port}`,
  port,
  root,
  dataDir: path.join(root, 'test-results', 'e2e-data'),
  /** Stands in drafts only: of an unpublished laureate, and of a later draft of a published one. */
  canary: 'zibeline-canari',
};

/** A second process on a store of its own: what its staff publish disturbs nobody who reads the first. */
export const newsroom = {
  address: `http://localhost:${port + 1}`,
  port: port + 1,
  root,
  dataDir: path.join(root, 'test-results', 'newsroom-data'),
};

/** A third, which the drill of restoring starts, deletes and starts again by itself. */
export const drill = {
  address: `http://localhost:${port + 2}`,
  port: port + 2,
  root,
  dataDir: path.join(root, 'test-results', 'drill-data'),
};
