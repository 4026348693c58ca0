/**
 * What the process says of itself, line by line.
 *
 * Promise: for a person at a terminal, sentences; otherwise one JSON object a line (level, time, message, request id where
 * there is one), which holds no address, no query, no secret. Which of the two: LOG_FORMAT, else whether a person looks.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';
import pino, { type Logger } from 'pino';
import type { Line } from './front/tally.ts';

/** The request in whose course something is said: its id. */
export const inRequest = new AsyncLocalStorage<string>();

export type Log = {
  /** Says a sentence; it may begin with the mark a terminal shows: ✓, ! or ✗. */
  print: (line: string) => void;
  /** Tells of a request that passed a door or was refused. */
  request: (line: Line) => void;
};

type Level = 'info' | 'warn' | 'error';

const levels: Record<string, Level> = { '✓': 'info', '•': 'info', '!': 'warn', '✗': 'error' };

function say(logger: Logger, line: string): void {
  const [, mark = '✓', message = line] = /^\s*([✓•!✗]) (.*)$/su.exec(line) ?? [];
  logger[levels[mark] ?? 'info'](message);
}

/** Lines in JSON, what libraries print included: there is no other way to know what Next says of a failure. */
function jsonLog(): Log {
  const logger = pino({
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    mixin: () => (inRequest.getStore() === undefined ? {} : { requestId: inRequest.getStore() }),
  });
  const heard =
    (level: Level) =>
    (...given: unknown[]) =>
      logger[level](format(...given).replace(/^\s*[✓•!✗⨯▲⚠] /u, ''));
  Object.assign(console, { log: heard('info'), info: heard('info'), warn: heard('warn'), error: heard('error') });
  return {
    print: (line) => say(logger, line),
    request: (line) => logger[line.status >= 500 ? 'error' : 'info'](line, 'request'),
  };
}

/** Sentences; of requests, only those that failed for a reason of ours. */
function textLog(): Log {
  return {
    print: console.log,
    request: ({ status, method, path, requestId, fault }) => {
      if (status !== 500) return;
      console.log(`✗ ${method} ${path} : erreur ${status} (référence ${requestId})${fault ? `\n${fault}` : ''}`);
    },
  };
}

let log: Log | undefined;

/** The log of this process, made at the first call. @param format as set, else by whether standard output is a terminal */
export function openLog(format: 'text' | 'json' = process.stdout.isTTY ? 'text' : 'json'): Log {
  log ??= format === 'json' ? jsonLog() : textLog();
  return log;
}
