/** Somebody tries passwords: from one address, from two hundred, and a hundred at the same moment. */
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { passwordWork } from '../../server/limits.ts';
import { percentile } from '../bench/figures.ts';
import { openForm, type Sender } from '../bench/posting.ts';
import { hire } from '../hire.ts';
import { inMb, residentOf } from './gauges.ts';
import { opened, origin } from './house.ts';
import { readOn } from './readers.ts';
import { inMs, type Trial } from './trial.ts';

type Try = { email: string; address: string };
type Answered = 'judged' | 'told to wait' | string;

/** A try with a wrong password. @returns what became of it; another word than those two is a fault */
async function attempt(form: Sender, { email, address }: Try): Promise<Answered> {
  const fields = new FormData();
  const typed: Record<string, string> = { email, password: `girafe numéro ${randomInt(1e9)} lit` };
  for (const [name, value] of form.fields) fields.append(name, typed[name] ?? value);
  const headers = { Origin: origin(), 'X-Forwarded-For': address };
  const answer = await fetch(form.url, { method: 'POST', headers, body: fields, redirect: 'manual' });
  const text = await answer.text();
  if (answer.headers.getSetCookie().some((one) => one.includes('palmares='))) return 'entré';
  if (/Trop d’essais de suite/.test(text)) return 'told to wait';
  if (answer.status === 429 || answer.status === 503) return 'told to wait';
  if (answer.status === 200 && /mot de passe/i.test(text)) return 'judged';
  return `${answer.status} ${text.slice(0, 100)}`;
}

/** Makes the tries, so many at once. @returns how many were judged, and what went wrong */
async function attack(form: Sender, tries: Try[], atOnce: number): Promise<{ judged: number; failures: string[] }> {
  const queue = tries.values();
  const found = { judged: 0, failures: [] as string[] };
  const worker = async () => {
    for (const one of queue) {
      const answered = await attempt(form, one).catch((error) => String(error));
      if (answered === 'judged') found.judged += 1;
      else if (answered !== 'told to wait') found.failures.push(answered);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found;
}

const addressAt = (number: number) => `198.51.${100 + Math.floor(number / 250)}.${(number % 250) + 1}`;

/** Failures that one address and one account may have before each must wait (server/staff/throttle.ts), and what time forgives meanwhile. */
const mostJudged = { address: 30 + 10, account: 5 + 10 };

/** What as many hashes as may be made at once take (argon2id, 19 MiB each), and what the requests themselves do. */
const mostTaken = passwordWork.atOnce * 20e6 + 80e6;

/** A hundred people at the same moment, each with an account and an address of their own. @returns what did not hold */
async function hundred(form: Sender, pid: number): Promise<{ taken: number; failures: string[] }> {
  const before = await residentOf(pid);
  let [highest, over] = [before, false];
  const watching = (async () => {
    while (!over) {
      highest = Math.max(highest, await residentOf(pid));
      await pause(10);
    }
  })();
  const tries = Array.from({ length: 100 }, (_, at) => ({
    email: `autre-${at}@exemple.fr`,
    address: addressAt(250 + at),
  }));
  const { judged, failures } = await attack(form, tries, tries.length);
  over = true;
  await watching;
  const taken = highest - before;
  if (judged !== tries.length) failures.push(`cent à la fois : ${judged} seulement examinés`);
  if (taken > mostTaken) failures.push(`cent à la fois ont pris ${inMb(taken)} de mémoire`);
  return { taken, failures };
}

export const trial: Trial = async (rounds, tell) => {
  process.env.PROXIES = '1'; // So that an address can be claimed.
  const { email } = await hire('Alix', 'publisher');
  // Sixteen could be hashed at once, were it not for our own limit.
  const house = await opened('server/main.ts', { UV_THREADPOOL_SIZE: '16' });
  const form = await openForm(origin(), '/connexion');
  const pages = ['/', '/laureats', '/laureats/biocycle', '/criteres'];
  const failures: string[] = [];
  const [p95s, waits]: [number[], number[]] = [[], []];
  /** Does it while the public reads: each attack is judged by itself, so that a calm one hides no other. */
  const beside = async <Result>(what: string, attacking: () => Promise<Result>): Promise<Result> => {
    const readers = readOn(pages, 20);
    const result = await attacking();
    await readers.stop();
    const p95 = percentile(readers.waits, 0.95);
    if (p95 >= 300) failures.push(`${what}, pages publiques : ${inMs(p95)} au 95ᵉ centile`);
    failures.push(...readers.failures);
    p95s.push(p95);
    waits.push(...readers.waits);
    return result;
  };
  const numbers = Array.from({ length: rounds }, (_, at) => at);
  const fromOne = numbers.map((at) => ({ email: `personne-${at}@exemple.fr`, address: addressAt(0) }));
  const one = await beside('d’une adresse', () => attack(form, fromOne, 10));
  tell(`d’une adresse : ${one.judged} essais examinés sur ${rounds}`);
  if (one.judged > mostJudged.address) failures.push(`d’une adresse, ${one.judged} essais examinés`);
  const fromMany = numbers.map((at) => ({ email, address: addressAt(1 + (at % 200)) }));
  const many = await beside('de 200 adresses', () => attack(form, fromMany, 10));
  tell(`de 200 adresses : ${many.judged} essais examinés sur ${rounds}`);
  if (many.judged > mostJudged.account) failures.push(`sur un compte, ${many.judged} essais examinés`);
  const together = await beside('cent à la fois', () => hundred(form, house.pid));
  failures.push(...one.failures, ...many.failures, ...together.failures);
  await house.stop();
  const read = `pages publiques ${p95s.map(inMs).join(', ')} au 95ᵉ centile, ${inMs(Math.max(...waits))} au pire`;
  const worst = `${read} ; examinés ${one.judged}, ${many.judged} ; cent à la fois +${inMb(together.taken)}`;
  return { times: rounds * 2 + 100, failures, worst };
};
