/** Requests as made up by somebody who looks for a way in. */
import fc from 'fast-check';

const nasty = fc.constantFrom(
  ...[
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '//',
    '%00',
    '%0d%0a',
    '%',
    '%zz',
    '%ff',
    '%c0%ae',
    ';',
    '?',
    '#',
    '*',
    '@',
    ':',
  ],
  ...[
    'laureats',
    'biocycle',
    'redactio',
    'redaction',
    '%72edaction',
    '/connexion',
    '%e2%80%ae',
    'api',
    'health',
    'manifest.json',
    '.env',
    '.git',
    'site',
    'current',
    'palmares.db',
  ],
  ...[
    '_next',
    'static',
    'chunks',
    'code.js',
    '__proto__',
    'constructor',
    '%24%7Bjndi:x%7D',
    "' OR 1=1",
    '<script>',
    '\u00e9',
  ],
);
/** Targets that nobody types: climbing, encoded oddly, cut short, or of names that mean something elsewhere. */
export const target = fc
  .array(fc.oneof(nasty, fc.string({ maxLength: 12 })), { maxLength: 12 })
  .map((parts) => `/${parts.join('/')}`.replace(/[\r\n ]/g, ''));

const headerName = fc.constantFrom(
  ...[
    'Accept-Encoding',
    'If-None-Match',
    'If-Modified-Since',
    'Range',
    'Cookie',
    'Authorization',
    'X-Forwarded-Host',
    'Expect',
  ],
  ...[
    'X-Middleware-Subrequest',
    'Next-Action',
    'RSC',
    'Next-Router-State-Tree',
    'X-Original-URL',
    'Upgrade',
    'Transfer-Encoding',
  ],
);
const headerValue = fc.oneof(
  fc.constantFrom(
    '*',
    'br;q=',
    ',,,',
    'bytes=0-0,-1',
    '1',
    'websocket',
    'chunked',
    '100-continue',
    '/api/health',
    '"'.repeat(900),
    'gzip;q=1e9',
  ),
  fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
);
/** Headers that would matter to one program or another on the way. */
export const headers = fc.dictionary(headerName, headerValue, { maxKeys: 4 });
