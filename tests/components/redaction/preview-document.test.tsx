import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PreviewDocument } from '../../../components/redaction/preview-document.tsx';
import { reader } from '../../../server/database.ts';
import { previewOf } from '../../../server/forms/views.ts';
import { listPages } from '../../../server/published/pages.ts';
import { site } from '../../../server/published/site.ts';
import { camille, draftedAgain, seededStore } from '../../cast.ts';

let close: () => Promise<void>;
let entryId: string;

beforeAll(async () => {
  ({ close } = await seededStore());
  ({ entryId } = await reader().edition.findFirstOrThrow());
  const { content } = await reader().revision.findFirstOrThrow({ where: { entryId } });
  const words = { headline: 'Une phrase d’essai', standfirst: 'Un chapeau d’essai.[^figures-0] La suite.' };
  await draftedAgain(entryId, { ...Object(content), ...words });
});
afterAll(() => close());

/** The part of an edition’s preview that shows what the home page will say. */
async function onHome(side: 'draft' | 'online'): Promise<string> {
  const { view } = await previewOf(camille, entryId, side);
  const around = { site: await site(), texts: await listPages() };
  const html = renderToStaticMarkup(<PreviewDocument view={view} {...around} scheme="light" />);
  return /<section aria-label="Sur la page d’accueil"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
}

test('the preview of an edition shows the sentence and the paragraph of the home page, below the title of the page', async () => {
  const draft = await onHome('draft');
  expect(draft).toContain('Sur la page d’accueil');
  expect(draft).toMatch(/<h2[^>]*>Une phrase d’essai<\/h2>/);
  expect(draft).not.toContain('<h1');
});

test('the marks of that paragraph are left out: their notes stand elsewhere', async () => {
  expect(await onHome('draft')).toContain('Un chapeau d’essai. La suite.');
});

test('what is online is shown as it is online', async () => {
  const { headline } = await reader().edition.findFirstOrThrow();
  const online = await onHome('online');
  expect(online).toContain(headline.replaceAll('&', '&amp;'));
  expect(online).not.toContain('d’essai');
});
