import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '../../..', file), 'utf8');

/** The values of the colours of the wall within a piece of a style sheet. */
function colours(css: string): Record<string, string> {
  const wall = /--color-(wall|band|ink|muted|rule|mark|accent): (#[0-9a-f]{6})/g;
  return Object.fromEntries([...css.matchAll(wall)].map(([, name = '', value = '']) => [name, value]));
}

test('a preview by day and by night has the colours of the public site', () => {
  const [day = '', night = ''] = read('app/styles/tokens.css').split('@media (prefers-color-scheme: dark)');
  const [light = '', dark = ''] = read('components/redaction/preview-scheme.css').split(':root:has(.scheme-dark)');
  expect(Object.keys(colours(light))).toHaveLength(7);
  expect(colours(light)).toEqual(colours(day));
  expect(colours(dark)).toEqual(colours(night));
});
