/**
 * A document's title within a sentence: between guillemets, as it is quoted. One in square brackets was given by the
 * editors, the document's own being unknown (ISO 690): it is no quotation.
 */
export function namedTitle(title: string): string {
  return title.startsWith('[') ? title : `«\u202f${title}\u202f»`;
}
