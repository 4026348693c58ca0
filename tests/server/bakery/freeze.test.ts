import { createHash } from 'node:crypto';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { parse, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { type Frozen, freeze, type SheetReader } from '../../../server/bakery/freeze.ts';
import { serialise } from '../../../server/bakery/serialise.ts';
import { page } from './fake-site.ts';

const html = (frozen: Frozen) => (frozen.ok ? frozen.html : `refused: ${frozen.faults.join('; ')}`);
const faults = (frozen: Frozen) => (frozen.ok ? [] : frozen.faults);

/** As Next.js 16.4.6 renders a page, shortened. */
const rendered = `<!DOCTYPE html><html lang="fr" class="v"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/>
<link rel="stylesheet" href="/_next/static/chunks/site.css" data-precedence="next"/><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/>
<script src="/_next/static/chunks/b.js" async=""></script><title>Biocycle</title><meta name="next-size-adjust" content=""/><link rel="expect" href="#_R_" blocking="render"/>
<script src="/_next/static/chunks/c.js" noModule=""></script></head><body><div hidden=""><!--$--><!--/$--></div><h1>Biocycle en <!-- -->2016</h1>
<script type="application/ld+json">{"@context":"https://schema.org","a":"1 < 2"}</script><input type="text" aria-label="Nom" disabled=""/><template id="_R_"></template>
<a href="/criteres#un">Critères</a><!--$--><!--/$--><script id="_R_">(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({});</script>
<script>requestAnimationFrame(function(){$RT=performance.now()});</script><script>(self.__next_f=self.__next_f||[]).push([0])</script><script>self.__next_f.push([1,"x"])</script></body></html>`;
const sheet = '@font-face{src:url(/_next/static/media/font.woff2)}a>b{content:"&lt;é"}';
const sheets: SheetReader = async (address) => (address === '/_next/static/chunks/site.css' ? sheet : undefined);

describe('freezing a page', () => {
  test('takes away everything that serves the framework’s scripts, and nothing else', async () => {
    const text = html(await freeze(rendered));
    expect(text).not.toMatch(
      /_next\/static\/chunks\/[abc]\.js|__next_f|TURBOPACK|\$RT|<!--|data-precedence|next-size-adjust|expect|template/,
    );
    expect(text).not.toContain('<div hidden');
    expect(text).toContain('<h1>Biocycle en 2016</h1>');
    expect(text).toContain('{"@context":"https://schema.org","a":"1 < 2"}');
    expect(text).toContain('<meta charset="utf-8">');
  });

  test('leaves style sheets linked, and preloads no font, when it is given none', async () => {
    const text = html(await freeze(rendered));
    expect(text).toContain('<link rel="stylesheet" href="/_next/static/chunks/site.css">');
    expect(text).not.toContain('preload');
  });

  test('lists the links, the ids and the hashed assets of the page', async () => {
    const frozen = await freeze(rendered.replace('<h1>', '<h1 id="nom">'));
    expect(frozen).toMatchObject({ ok: true, links: ['/criteres#un'], ids: ['nom'], styles: [] });
    expect(frozen.ok && frozen.assets).toEqual(['/_next/static/chunks/site.css']);
  });

  test('gives a document that html-validate accepts', async () => {
    const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'] }));
    const report = await validator.validateString(html(await freeze(rendered, sheets)));
    expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  });

  test('keeps speculation rules, which are data', async () => {
    const rules = '<script type="speculationrules">{"prefetch":[]}</script>';
    expect(html(await freeze(page('A', rules)))).toContain(rules);
  });

  test('changes nothing when done twice', async () => {
    const once = html(await freeze(rendered));
    expect(html(await freeze(once))).toBe(once);
  });
});

describe('writing the style sheet into a page', () => {
  test('puts the very text at the end of the head, instead of the link, and names its hash', async () => {
    const frozen = await freeze(rendered, sheets);
    const text = html(frozen);
    expect(text).toContain(`<title>Biocycle</title>`);
    const preload =
      '<link rel="preload" as="font" type="font/woff2" crossorigin href="/_next/static/media/font.woff2">';
    expect(text).toContain(`${preload}<style>${sheet}</style></head>`);
    expect(text).not.toContain('rel="stylesheet"');
    const hash = `sha256-${createHash('sha256').update(sheet).digest('base64')}`;
    expect(frozen).toMatchObject({ styles: [hash], assets: ['/_next/static/media/font.woff2'] });
  });

  test('keeps the order of several, and the link of one that is not found', async () => {
    const links = ['site', 'absent', 'site'].map(
      (name) => `<link rel="stylesheet" href="/_next/static/chunks/${name}.css"/>`,
    );
    const frozen = await freeze(page('A', '', links.join('')), sheets);
    const order = html(frozen).match(/absent\.css|<style>|<\/head>/g);
    expect(order).toEqual(['absent.css', '<style>', '<style>', '</head>']);
    expect(frozen).toMatchObject({ assets: expect.arrayContaining(['/_next/static/chunks/absent.css']) });
  });

  test('still refuses a style that is no sheet of the site’s', async () => {
    const text = rendered.replace('</head>', '<style>p{}</style></head>');
    expect(faults(await freeze(text, sheets))).toEqual(['un élément <style>']);
  });

  test.each(['a{content:"</STYLE>"}', 'a{}\r\nb{}', 'a{}\0'])(
    'refuses the sheet %j, which the parser would change',
    async (odd) => {
      expect(faults(await freeze(rendered, async () => odd)).join()).toContain('site.css ne peut pas être écrite');
    },
  );
});

describe('a page is refused, by name, when it', () => {
  test.each([
    ['holds a script of its own', '<script>alert(1)</script>', 'un script (alert(1)…)'],
    ['loads a script', '<script src="https://exemple.fr/x.js"></script>', 'un script (https://exemple.fr/x.js)'],
    ['has a module', '<script type="module">import "x"</script>', 'un script (import "x"…)'],
    ['has a handler', '<p onclick="x()">a</p>', 'un script dans l’attribut onclick de <p>'],
    ['links to a script', '<a href="javascript:x()">a</a>', 'un script dans l’attribut href de <a>'],
    ['has an inline style', '<p style="color:red">a</p>', 'un attribut style sur <p>'],
    ['has an inline style in a drawing', '<svg><path style="fill:red"/></svg>', 'un attribut style sur <path>'],
    ['has a style element', '<style>p{}</style>', 'un élément <style>'],
    ['bears an id twice', '<p id="a">a</p><p id="a">b</p>', 'l’identifiant « a » est porté deux fois'],
    ['waits for a boundary', '<!--$?--><template id="B:0"></template><!--/$-->', '(Suspense)'],
    ['hides what came late', '<div hidden id="S:0"><p>x</p></div>', '« S:0 » attend un script'],
    ['has a boundary that failed', '<!--$!--><template data-dgst="1"></template><!--/$-->', '(Suspense)'],
  ])('%s', async (_, body, fault) => {
    expect(faults(await freeze(page('A', body))).join(' ; ')).toContain(fault);
  });

  test.each([
    ['has no language', page('A').replace(' lang="fr"', ''), 'il manque la langue (<html lang>)'],
    ['has no title', page('A').replace('<title>A</title>', ''), 'il manque le titre (<title>)'],
    ['has an empty title', page('A').replace('<title>A<', '<title> <'), 'il manque le titre (<title>)'],
    [
      'has its title in its body',
      page('A', '<title>A</title>').replace('<title>A</title></head>', '</head>'),
      '(<title>)',
    ],
    ['has two titles', page('A', '', '<title>B</title>'), 'deux titres (<title>)'],
    ['has no h1', page('A').replace(/h1/g, 'h2'), 'il manque le titre de premier niveau (<h1>)'],
    ['has an empty h1', page('A').replace('<h1>A<', '<h1><'), 'il manque le titre de premier niveau (<h1>)'],
    ['is the renderer’s error page', page('A').replace('<html', '<html id="__next_error__"'), 'la page d’erreur'],
    ['is empty', '', 'il manque la langue (<html lang>)'],
  ])('%s', async (_, text, fault) => {
    expect(faults(await freeze(text)).join(' ; ')).toContain(fault);
  });

  test('has several faults: all are named', async () => {
    expect(faults(await freeze('<p style="a" onclick="b">x</p><script>y</script>'))).toHaveLength(6);
  });
});

describe('the text of a document', () => {
  test('parses back to the same document', () => {
    const odd =
      '<!DOCTYPE html><html lang="fr"><head><title>a & "b" < c</title></head><body><h1>1\u00a0&lt; 2 &amp;amp; </h1><pre>\n\nx</pre>' +
      '<textarea aria-label="x">\n\ny</textarea><img alt="" src="/a?b=1&amp;c"><svg viewBox="0 0 1 1"><use xlink:href="#a"/><path d="M0"/></svg>' +
      '<noscript><p>z</p></noscript><template><p>t</p></template><a title="«&quot;»" download>d</a><table><tr><td></table></body></html>';
    const options = { scriptingEnabled: false };
    const text = serialise(parse(odd, options));
    expect(serialize(parse(text, options))).toBe(serialize(parse(odd, options)));
    expect(text).toContain('1\u00a0&lt; 2');
    expect(text).toContain('<path d="M0"/>');
    expect(text).toContain(' download>d</a>');
    expect(text).toContain('alt=""');
  });
});
