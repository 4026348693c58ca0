/**
 * Everything that is limited, in one place: what one reader, one account or one connection may ask of the process, and how
 * much of the costly work is done at once. Times in milliseconds, sizes in bytes.
 *
 * What is beyond a limit is answered 408 (too slow), 413, 414 or 431 (too long), 429 (too often: when to come back is in
 * `Retry-After`) or 503 (too much at once, likewise); a connection too many is closed. deploy/nginx.conf has
 * those that concern it, and a test compares each of its lines that limits something with this file.
 */

const [second, minute] = [1000, 60_000];

/** What a connection may do, of whoever: see `http.createServer` of Node. */
export const connections = {
  most: 2000,
  /** Requests on one connection that wait for an answer ahead of them; browsers send none. */
  pipelined: 16,
  /** Request line and headers: all of them at once, and how long they may take to arrive. */
  headerBytes: 16 * 1024,
  headers: 10 * second,
  /** A whole request with its body. */
  request: 60 * second,
  /** Without a request under way; and with one, while nothing moves, as when a reader stops reading. */
  kept: 15 * second,
  idle: 60 * second,
  /** Left to read the answer to what was no request, or came too slowly, before the connection is cut. */
  parting: 2 * second,
  /** How often the times above are looked at. */
  check: 2 * second,
  /** What is left to requests in hand of the ten seconds a stop may take, once the bakery and Next have theirs. */
  drain: 5 * second,
};

/** The longest address read; the longest of the site is a tenth of it. In characters. */
export const longestAddress = 2048;

/** Bodies let in: of the newsroom (the longest text of an entry is a tenth of it) and of the public's forms. */
export const longestBody = {
  office: 1024 * 1024,
  form: 16 * 1024,
  /** Kept by the front while the rest is waited for, before the application hears of it: most forms are smaller. */
  held: 64 * 1024,
  /** Of a refused request, let in unread so that its sender hears the answer; beyond, the sender is cut off. */
  unread: 8 * 1024 * 1024,
};

/**
 * A form of the newsroom: fields, how deep they are nested, characters of a name, of a value and of all values together,
 * lines of one list or fields of one group. The widest form, a laureate with every list full, is well below.
 */
export const formBounds = { fields: 8000, depth: 6, name: 120, value: 60_000, all: 600_000, lines: 1000 };

/** What nginx alone limits, where it stands in front: the rest it has in common with the process. */
export const inFront = {
  /** Connections from one address: a school behind one, where each browser opens six. */
  connections: 400,
  /** Reports of errors from one address: so many at once, then so many each minute; the process counts them besides. */
  reports: { burst: 10, eachMinute: 30 },
  /** Between two pieces of a body that arrives. */
  body: 20 * second,
  /** Of the headers, kept for each connection from the start on; longer lines take a place of `headerLine` each. */
  headerStart: 2 * 1024,
  headerLine: 8 * 1024,
  /** To reach the process, to hand it the next piece of a request, to hear the next piece of its answer. */
  process: { reach: 10 * second, hand: 20 * second, hear: 60 * second, tries: 3 },
};

/** Requests at the doors. A page of the newsroom asks for a few; ten people behind one address for a few dozen. */
export const doorRates = {
  /** From one address: so many at once, then so many each second; and so many under way. */
  address: { burst: 600, eachSecond: 100, atOnce: 150 },
  /** Addresses remembered, the latest ones. */
  remembered: 10_000,
  /** Under way at the doors, of everybody together; `/api/health` is not counted. */
  atOnce: 300,
};

/**
 * Tries that failed (password, second factor, backup code, password again) and reports of errors: so many are free, then
 * each makes the next wait longer, 2 s, 4 s, 8 s … up to the longest. An address may be a whole office; an account is one
 * person; a newsroom that checks a whole page sends several reports.
 */
export const tries = {
  account: { free: 5, longest: 5 * minute },
  address: { free: 30, longest: 15 * minute },
  report: { free: 8, longest: 60 * minute },
  /** One failure is forgotten each time this long has passed since the last; all of them after `kept`. */
  forgiveness: 10 * minute,
  kept: 24 * 60 * minute,
  /** How long an address from which an account was opened has turns of its own, whoever tries elsewhere. */
  known: 30 * 24 * 60 * minute,
};

/** Reports of errors that wait for an answer, of everybody together: each is a page to bake. Beyond, when to come back. */
export const openReports = { most: 500, retryAfter: 60 * minute };

/**
 * Quick bakes of edited pages that go before a whole bake which waits or runs: then it goes to its end, so that steady
 * editing cannot starve it. And how many bakes, or how long after one, before older builds are removed.
 */
export const bakes = { ahead: 4, beforeSweep: 16, sweepAfter: 30 * second };

/**
 * How long a write waits for another program to give the file back (four times the 5 s of `busy_timeout`), and how long
 * one transaction may hold the queue before it is rolled back.
 */
export const storeWaits = { patience: 20 * second, transaction: 15 * second };

/** Passwords worked on at once (argon2id takes 19 MiB and a core for each), and how many more may wait. */
export const passwordWork = { atOnce: 2, waiting: 200, retryAfter: 3 * second };

/** Pages rendered at once for a bake, share pictures among them (measured: more gains nothing). */
export const rendersAtOnce = 2;

/** Pictures: drawn one after the other by a process of their own, which may take this much memory and ends when it had nothing to draw
 * for a while: a bake asks again within milliseconds. */
export const pictureWork = { heapMegabytes: 96, rest: 2 * second };
