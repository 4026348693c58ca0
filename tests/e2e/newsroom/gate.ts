/** Where the server process and the test of its write gate meet. */
import path from 'node:path';
import { newsroom } from '../site.ts';

/** Relative to the project’s folder, where both run: the path of a socket must be short. */
export const socketPath = path.join(path.relative(newsroom.root, newsroom.dataDir), 'plain-writer.sock');

export const noteText = 'Une note qui attend son tour';
