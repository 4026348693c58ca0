/**
 * The documents of the brief on 2016: the article, and our notes on the other sources.
 *
 * Promise: they stand beside the project and not in it; without them `article` is null, and a test that `needs` one is
 * skipped and says why.
 */
import { existsSync, readFileSync } from 'node:fs';

export const sourceFolder = new URL('../../shared/source/', import.meta.url);
export const articleFile = new URL('article-2016-11-25.txt', sourceFolder);
export const article = existsSync(articleFile) ? readFileSync(articleFile, 'utf8') : null;
export const otherFile = new URL('other-sources-2016.json', sourceFolder);

/** Skips a test, and says why, where a document of the brief is not at hand. */
export const needs = ({ skip }: { skip: (condition: boolean, note: string) => void }, file: URL) =>
  skip(!existsSync(file), `${file.pathname} is not there: nothing to compare with`);
