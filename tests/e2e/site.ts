/** Where the tested sites stand: one that is only read, one whose newsroom is at work. */
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

export const site = {
  address: 'http://localhost:3917',
  port: 3917,
  root,
  dataDir: path.join(root, 'test-results', 'e2e-data'),
  /** Stands in drafts only: of an unpublished laureate, and of a later draft of a published one. */
  canary: 'zibeline-canari',
};

/** A second process on a store of its own: what its staff publish disturbs nobody who reads the first. */
export const newsroom = {
  address: 'http://localhost:3918',
  port: 3918,
  root,
  dataDir: path.join(root, 'test-results', 'newsroom-data'),
};
