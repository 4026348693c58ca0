/**
 * The environment, read and checked once, before anything starts.
 *
 * Promise: `env()` returns every setting with its type and default, or throws `InvalidEnvironment`, whose message names
 * each faulty variable, what it should be and what it is. An empty variable counts as not set.
 */
import path from 'node:path';
import { z } from 'zod';

/** A setting that cannot be used; the message is a sentence in French for the person who starts the site. */
export class InvalidEnvironment extends Error {}

const httpUrl = z
  .string()
  .refine((value) => URL.canParse(value) && [new URL(value).origin, `${new URL(value).origin}/`].includes(value))
  .refine((value) => /^https?:/.test(value))
  .transform((value) => value.replace(/\/$/, ''));

const settings = z.object({
  DATA_DIR: z.string().default('data'),
  HOST: z.string().default('localhost'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  SITE_URL: httpUrl.optional(),
  PUBLISHER_NAME: z.string().max(200).default(''),
  PUBLISHER_ADDRESS: z.string().max(400).default(''),
  PUBLISHER_CONTACT: z.union([z.literal(''), z.email()]).default(''),
  PUBLICATION_DIRECTOR: z.string().max(200).default(''),
  HOSTING_PROVIDER: z.string().max(400).default(''),
  SECURITY_CONTACT: z.union([z.literal(''), z.email(), z.url({ protocol: /^https$/ })]).default(''),
  PROXIES: z.coerce.number().int().min(0).max(5).optional(),
  SECRET_KEY: z.union([z.literal(''), z.string().regex(/^[0-9a-f]{64}$/i)]).default(''),
  SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/, hostname: /./ })]).default(''),
  MAIL_FROM: z.union([z.literal(''), z.email()]).default(''),
  LOG_FORMAT: z.enum(['', 'text', 'json']).default(''),
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  LISTEN_FD: z.coerce.number().int().min(3).max(64).optional(),
  BACKUP_DIR: z.string().default(''),
  BACKUP_HOURS: z.coerce.number().int().min(0).max(720).default(24),
  BACKUP_KEPT: z.coerce.number().int().min(1).max(1000).default(14),
});

/** What each variable should be, in the words of the sentence that refuses another value. */
const expected: Record<keyof z.infer<typeof settings>, string> = {
  DATA_DIR: 'le chemin d’un dossier où écrire',
  HOST: 'le nom ou l’adresse sur laquelle écouter, par exemple localhost ou 0.0.0.0',
  PORT: 'un nombre entier de 1 à 65535',
  SITE_URL: 'une adresse http(s) sans chemin, par exemple https://palmares.exemple.fr',
  PUBLISHER_NAME: 'un nom de 200 caractères au plus',
  PUBLISHER_ADDRESS: 'une adresse postale de 400 caractères au plus',
  PUBLISHER_CONTACT: 'une adresse électronique, par exemple contact@exemple.fr',
  PUBLICATION_DIRECTOR: 'un nom ou une fonction de 200 caractères au plus',
  HOSTING_PROVIDER: 'un nom et une adresse de 400 caractères au plus',
  SECURITY_CONTACT: 'une adresse électronique ou une adresse https',
  PROXIES: 'le nombre de serveurs mandataires devant le site, de 0 à 5',
  SECRET_KEY: '64 chiffres hexadécimaux, par exemple ceux de openssl rand -hex 32',
  SMTP_URL: 'l’adresse d’un serveur de courrier, par exemple smtps://nom:secret@courrier.exemple.fr',
  MAIL_FROM: 'l’adresse électronique de l’expéditeur, nécessaire avec SMTP_URL',
  LOG_FORMAT: 'text ou json ; vide : des phrases sur un terminal, du JSON ailleurs',
  METRICS_PORT: 'un nombre entier de 1 à 65535, autre que PORT, ou rien pour ne publier aucune mesure',
  LISTEN_FD: 'le descripteur du port que systemd tient ouvert (voir deploy/palmares.socket)',
  BACKUP_DIR: 'le chemin d’un dossier où écrire les sauvegardes, autre que DATA_DIR lui-même',
  BACKUP_HOURS: 'le nombre d’heures entre deux sauvegardes automatiques, de 1 à 720, ou 0 pour n’en faire aucune',
  BACKUP_KEPT: 'le nombre de sauvegardes automatiques gardées, de 1 à 1000',
};

export type Env = {
  /** Absolute path of the folder that holds the database and the baked site. */
  dataDir: string;
  host: string;
  port: number;
  /** Origin under which the public reads the site, without a trailing slash. */
  siteUrl: string;
  publisher: { name: string; address: string; contact: string; director: string; host: string };
  securityContact: string;
  /** How the process is started and watched; no page depends on it. */
  watch: {
    /** Absent: sentences on a terminal, JSON elsewhere. */
    logFormat?: 'text' | 'json';
    /** Where measures are given, on the loopback interface; absent: nowhere. */
    metricsPort?: number;
    /** An open port to listen on instead of `host` and `port`. */
    socket?: number;
  };
  /** What only the back office needs; no public page depends on it. */
  office: {
    /** How many proxies of ours stand in front: which entry of X-Forwarded-For is the reader's address. */
    proxies: number;
    /** 64 hexadecimal digits, or empty: then the key is a file of the data folder. */
    secretKey: string;
    /** How links are sent; absent: they are shown to copy. */
    mail?: { server: string; from: string };
  };
  backups: {
    /** Absolute path of their folder. */
    folder: string;
    /** Hours between two automatic backups; 0: none is made. */
    hours: number;
    /** How many automatic backups are kept. */
    kept: number;
  };
};

/** What a faulty variable holds; a secret is not printed. */
function received(name: string, value: string | undefined): string {
  return ['SECRET_KEY', 'SMTP_URL'].includes(name) ? '' : ` (reçu : « ${value ?? ''} »)`;
}

/**
 * Parses a set of environment variables.
 * @throws {InvalidEnvironment} when one is invalid; all faults are in the one message.
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof typeof expected));
    const faults = [...names].map((name) => `${name} doit être ${expected[name]}${received(name, variables[name])}.`);
    throw new InvalidEnvironment(`Réglage invalide : ${faults.join(' ')}`);
  }
  const value = parsed.data;
  if (value.METRICS_PORT === value.PORT)
    throw new InvalidEnvironment(`Réglage invalide : METRICS_PORT doit être ${expected.METRICS_PORT}.`);
  if (value.SMTP_URL !== '' && value.MAIL_FROM === '')
    throw new InvalidEnvironment(`Réglage invalide : MAIL_FROM doit être ${expected.MAIL_FROM}.`);
  const siteUrl = value.SITE_URL ?? `http://localhost:${value.PORT}`;
  const dataDir = path.resolve(value.DATA_DIR);
  const folder = value.BACKUP_DIR === '' ? path.join(dataDir, 'backups') : path.resolve(value.BACKUP_DIR);
  if (folder === dataDir)
    throw new InvalidEnvironment(`Réglage invalide : BACKUP_DIR doit être ${expected.BACKUP_DIR}.`);
  return {
    dataDir,
    backups: { folder, hours: value.BACKUP_HOURS, kept: value.BACKUP_KEPT },
    host: value.HOST,
    port: value.PORT,
    siteUrl,
    watch: {
      ...(value.LOG_FORMAT !== '' && { logFormat: value.LOG_FORMAT }),
      ...(value.METRICS_PORT !== undefined && { metricsPort: value.METRICS_PORT }),
      ...(value.LISTEN_FD !== undefined && { socket: value.LISTEN_FD }),
    },
    office: {
      // This process speaks http only: a site read over https has a proxy in front.
      proxies: value.PROXIES ?? (siteUrl.startsWith('https:') ? 1 : 0),
      secretKey: value.SECRET_KEY,
      ...(value.SMTP_URL !== '' && { mail: { server: value.SMTP_URL, from: value.MAIL_FROM } }),
    },
    publisher: {
      name: value.PUBLISHER_NAME,
      address: value.PUBLISHER_ADDRESS,
      contact: value.PUBLISHER_CONTACT,
      director: value.PUBLICATION_DIRECTOR,
      host: value.HOSTING_PROVIDER,
    },
    securityContact: value.SECURITY_CONTACT,
  };
}

let cached: Env | undefined;

/** The environment of this process, parsed at the first call. @throws {InvalidEnvironment} */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
