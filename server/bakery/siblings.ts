/** How the compressed forms of a file are called beside it. */

const suffixes = { br: '.br', gzip: '.gz' } as const;

/** The name of a compressed sibling, as nginx's `gzip_static` and `brotli_static` look for it. */
export function siblingOf(file: string, encoding: keyof typeof suffixes): string {
  return file + suffixes[encoding];
}
