/** Where the tested site stands, and what must never be read on it. */
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
