/** The page’s data for machines (schema.org, JSON-LD). */

export type JsonValue = string | number | boolean | undefined | JsonValue[] | { [key: string]: JsonValue };

/**
 * JSON that no HTML parser can leave: `<` never appears, so neither `</script>` nor `<!--` can. Nor do the two
 * separators that end a line in JavaScript but not in JSON, for readers that take one for the other.
 */
export function safeJson(data: JsonValue): string {
  return JSON.stringify(data).replace(/[<\u2028\u2029]/g, (found) => {
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

export function JsonLd({ graph }: { graph: JsonValue[] }) {
  const html = safeJson({ '@context': 'https://schema.org', '@graph': graph });
  // React would escape quotes inside a script element, which JSON readers do not undo; `safeJson` escapes what matters.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: what it holds went through `safeJson`, for the reason above.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: html }} />;
}
