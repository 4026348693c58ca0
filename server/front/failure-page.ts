/** The page that stands for one of the newsroom that failed: what to do, and the reference to give with a question. */
import { contentPolicy, styleHash } from '../bakery/policy.ts';

const style =
  'body{max-width:34rem;margin:15vh auto;padding:0 1.5rem;font:1.125rem/1.6 system-ui,sans-serif;color:#1b2a4a;background:#fff}' +
  'h1{font-size:1.6rem;line-height:1.25}code{font-size:.9rem;word-break:break-all}a{color:inherit}' +
  '@media(prefers-color-scheme:dark){body{color:#e8ecf5;background:#0f1728}}';

/** What that page is sent with: it holds no script. */
export const failurePolicy = contentPolicy([styleHash(style)]);

/**
 * @param reference the request’s id: letters, figures and hyphens
 * @param cause what is known to be the matter, as part of a sentence of ours
 */
export function failurePage(reference: string, cause?: string): string {
  return (
    `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>Cette page n’a pas pu se faire · Palmarès</title><style>${style}</style></head><body><main>` +
    '<h1>Cette page n’a pas pu se faire</h1>' +
    `<p>Le serveur a rencontré une erreur${cause === undefined ? '' : `\u00a0: ${cause}`}. Revenez en arrière : ce que vous aviez écrit est encore dans la page. Puis ` +
    'recommencez dans un instant.</p>' +
    `<p>Si cela se reproduit, donnez cette référence à la personne qui administre le site\u202F: <code>${reference}</code></p>` +
    '<p><a href="/redaction">Retour à la rédaction</a></p></main></body></html>'
  );
}
