/**
 * Imported first by the tests of this folder: the newsroom that they, and all they share with the tests of the other, are at
 * is the inspected one. A process of Playwright runs the tests of one project only.
 */
import { inspected, newsroom } from '../site.ts';

Object.assign(newsroom, inspected);
