/** Media types of the files a site is made of, by name; one table for the bakery, the front and the tests. */

const byExtension: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  xml: 'application/xml',
  atom: 'application/atom+xml; charset=utf-8',
  xsl: 'application/xslt+xml',
  json: 'application/json',
  bib: 'application/x-bibtex; charset=utf-8',
  jsonld: 'application/ld+json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  ico: 'image/vnd.microsoft.icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

/** The media type of a file name; `application/octet-stream` when unknown. */
export function mediaType(name: string): string {
  if (name.endsWith('/citation.json')) return 'application/vnd.citationstyles.csl+json';
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return (Object.hasOwn(byExtension, extension) && byExtension[extension]) || 'application/octet-stream';
}

/** Whether bytes of that type are text, hence worth compressing. */
export function isText(type: string): boolean {
  if (/^application\/x-bibtex\b/.test(type)) return true;
  return /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|image\/svg\+xml)/.test(type);
}

/** Whether a browser shows that type as a document of its own, to which the content policy applies. */
export function isDocument(type: string): boolean {
  return /^(?:text\/html|image\/svg\+xml|application\/(?:[\w.-]+\+)?xml)\b/.test(type);
}

/** What `_next/static` holds that a page without script may need. */
export function isServableAsset(name: string): boolean {
  return /\.(?:css|woff2?|png|jpe?g|webp|avif|gif|ico|svg)$/.test(name);
}
