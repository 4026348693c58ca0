/**
 * What a browser is told, by the sort of answer: the one table that the tests of headers read.
 *
 * Promise: `untold` names every header that an answer lacks, says otherwise or has too many, so that a new header is a
 * failure until it stands here.
 */
import { speculationRules } from '../../server/front/speculation.ts';

type Rule = Record<string, string | RegExp>;

/** What belongs to the transfer of bytes and says nothing to a page. */
const transfer = new Set(
  'date connection keep-alive content-length content-encoding transfer-encoding vary etag accept-ranges'.split(' '),
);

const every: Rule = { 'x-content-type-options': 'nosniff' };

const denied = /^accelerometer=\(\), (?:[a-z-]+=\(\), )+xr-spatial-tracking=\(\)$/;

const document: Rule = {
  ...every,
  'permissions-policy': denied,
  'cross-origin-opener-policy': 'same-origin',
};

const elsewhere = { 'referrer-policy': 'strict-origin-when-cross-origin' };
const html = { 'content-type': 'text/html; charset=utf-8' };
const sentence = { 'content-type': 'text/plain; charset=utf-8' };
const fresh = { 'cache-control': 'no-cache' };
const never = { 'cache-control': 'no-store' };
const again = { 'retry-after': /^[1-9]\d*$/ };

/** What every answer says where the public reads over https, and none elsewhere. */
const transport: Rule = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

/** The policy of a baked page: no script source at all. */
const baked = (styles: string, ancestors = "'none'") =>
  new RegExp(
    `^default-src 'none'; style-src 'self'${styles}; img-src 'self'; font-src 'self'; connect-src 'self'; ` +
      `manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}$`,
  );
/** The sheet of every page, and that of its sort. */
const ownStyle = "(?: 'sha256-[A-Za-z0-9+/]{43}='){1,2}";

/** The policy of the back office: its own scripts by a nonce; nothing inline, nothing from elsewhere. */
const office = (scripts: string, ancestors: string) =>
  new RegExp(
    `^default-src 'none'; ${scripts}style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; ` +
      `frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}$`,
  );
const nonce = "script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'; ";

const page: Rule = {
  ...{ ...document, ...elsewhere, ...html, ...fresh },
  'content-security-policy': baked(ownStyle),
  'speculation-rules': speculationRules,
};

const desk: Rule = {
  ...{ ...document, ...html, ...never },
  'content-security-policy': office(nonce, "'none'"),
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex',
  // Next’s, since the style sheet names fonts: a connection to this site for them, and the sheets themselves.
  link: /^((<\/>; rel=preconnect; crossorigin=""|<\/_next\/static\/chunks\/[\w-]+\.css>; rel=preload; as="style"; nonce="[A-Za-z0-9+/]{22}==")(, |$))*$/,
};

const rules = {
  /** A baked page, its 404 and its 410. */
  page,
  /** A page of the past: its sheet is linked. */
  version: { ...page, 'content-security-policy': baked('') },
  /** The plaque, made to stand in other sites’ pages. */
  card: { ...page, 'content-security-policy': baked('', '\\*') },
  /** A file whose name changes with its bytes. */
  asset: { ...every, 'content-type': /^(font\/woff2|text\/css; charset=utf-8)$/, 'cache-control': /immutable$/ },
  /** A script or a sheet of the newsroom’s, as it was built; public pages have no script. */
  built: {
    ...{ ...document, ...elsewhere, 'cache-control': /immutable$/ },
    'content-type': /^(application\/javascript|text\/css); charset=UTF-8$/,
    'last-modified': / GMT$/,
  },
  /** A file that programs read. */
  data: { ...every, ...fresh, 'content-type': /^(application|text|image)\/(?!html)/ },
  /** A file that a browser may show as a document of its own. */
  tree: {
    ...{ ...document, ...elsewhere, ...fresh },
    'content-type': /^(application\/(atom\+)?xml|image\/svg\+xml)/,
    'content-security-policy': baked(''),
  },
  moved: { ...every, ...fresh, location: /^\// },
  refused: { ...every, ...sentence, ...never },
  /** 429 and 503: when to come back is said. */
  later: { ...every, ...sentence, ...never, ...again },
  refusedMethod: { ...every, ...sentence, ...never, allow: /^(GET, HEAD|POST|GET, HEAD, POST)$/ },
  /** What the process says of itself to programs. */
  state: { ...every, ...never, 'content-type': 'application/json' },
  unready: { ...every, ...never, ...again, 'content-type': 'application/json' },
  /** The form of a report shown again. */
  form: {
    ...{ ...document, ...elsewhere, ...html, ...never },
    'content-security-policy': baked(ownStyle),
    'x-robots-tag': 'noindex',
  },
  /** The refusal of a report. */
  unheard: { ...document, ...elsewhere, ...sentence, ...never, 'x-robots-tag': 'noindex' },
  desk,
  /** The page that answers a form of somebody who must wait: 429 and 503 too. */
  patience: { ...desk, ...again, 'cache-control': /\bno-store\b/ },
  /** What an action answers, in React’s own type. */
  action: { ...desk, 'content-type': 'text/x-component', 'cache-control': /\bno-store\b/ },
  /** The page that holds the frames of a preview, and the document within them, which runs no script. */
  preview: { ...desk, 'content-security-policy': office(nonce, "'self'") },
  previewed: { ...desk, 'content-security-policy': office('', "'self'") },
  /** A file of the newsroom, kept and not shown. */
  table: {
    ...{ ...desk, 'content-type': 'text/csv; charset=utf-8' },
    'content-disposition': 'attachment; filename="journal.csv"',
  },
  /** Leads somewhere else in the newsroom. */
  led: {
    ...desk,
    'content-type': /^(text\/html; charset=utf-8)?$/,
    location: /^\//,
    refresh: /^(0;url=\/redaction)?$/,
  },
} satisfies Record<string, Rule>;

export type Sort = keyof typeof rules;

/** What is wrong with the headers of an answer of that sort. @param secure of a site whose SITE_URL is of https */
export function untold(sort: Sort, answer: Response, secure = false): string[] {
  const rule: Rule = { ...rules[sort], ...(secure && transport) };
  const wrong = Object.entries(rule).flatMap(([name, wanted]) => {
    const value = answer.headers.get(name) ?? '';
    const right = typeof wanted === 'string' ? value === wanted : wanted.test(value);
    return right ? [] : [`${name}: ${value || 'missing'}`];
  });
  const more = [...answer.headers].filter(([name]) => !(name in rule) && !transfer.has(name));
  return [...wrong, ...more.map(([name, value]) => `${name} too many: ${value}`)];
}
