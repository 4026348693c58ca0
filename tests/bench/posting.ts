/**
 * Forms of the application, sent as a browser sends them: every field of the page’s own form, those that name the action
 * among them.
 */
import { request } from 'node:http';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { PACKED } from '../../server/forms/packing.ts';

type Element = DefaultTreeAdapterTypes.Element;

export type Sender = { url: string; origin: string; cookie: string; fields: [string, string][] };

const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value;
const textOf = (element: Element) => element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

function* within(node: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* within(child);
  }
}

/** The value a browser would send for a control as the server drew it; nothing for one it would not send. */
function sentBy(control: Element): string | undefined {
  if (control.tagName === 'textarea') return textOf(control);
  if (control.tagName === 'select') {
    const options = [...within(control)].filter((one) => one.tagName === 'option');
    const chosen = options.find((one) => attribute(one, 'selected') !== undefined) ?? options[0];
    return chosen && (attribute(chosen, 'value') ?? textOf(chosen));
  }
  if (control.tagName !== 'input' || attribute(control, 'type') === 'checkbox') return undefined;
  return attribute(control, 'value') ?? '';
}

/** The fields of the page’s longest form. */
function fieldsOf(html: string): [string, string][] {
  const forms = [...within(parse(html))].filter((one) => one.tagName === 'form');
  const read = forms.map((form) =>
    [...within(form)].flatMap((control): [string, string][] => {
      const name = attribute(control, 'name');
      const value = sentBy(control);
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
  return read.sort((one, other) => other.length - one.length)[0] ?? [];
}

/** Opens a page and reads its form. @throws when there is none */
export async function openForm(origin: string, path: string, token?: string): Promise<Sender> {
  const cookie = token === undefined ? '' : `palmares=${token}`;
  const answer = await fetch(origin + path, { headers: { Cookie: cookie } });
  const fields = fieldsOf(await answer.text());
  if (answer.status !== 200 || fields.length === 0) throw new Error(`No form at ${path} (${answer.status}).`);
  return { url: origin + path, origin, cookie, fields };
}

/** Sends a body. @returns the status, the answer, and the milliseconds until the whole of it was there */
async function post({ url, origin, cookie }: Sender, fields: FormData, more: Record<string, string> = {}) {
  const written = new Response(fields);
  const type = written.headers.get('content-type') ?? '';
  const body = Buffer.from(await written.arrayBuffer());
  return new Promise<{ status: number; text: string; took: number }>((resolve, reject) => {
    const since = performance.now();
    const own = { Cookie: cookie, Origin: origin, 'Content-Type': type, 'Content-Length': body.length };
    // A connection for each: one kept idle may be closed by the server just when it is used again.
    const options = { method: 'POST', headers: { ...own, ...more }, agent: false };
    const asking = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject); // It broke off: what is there is no answer.
      answer.on('end', () => {
        const took = performance.now() - since;
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString(), took });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/**
 * Sends the form as a browser without script does, some fields filled in anew, and takes what the answer shows as the
 * next start.
 * @returns milliseconds until the whole answer, a page, was there
 */
export async function sendForm(sender: Sender, typed: Record<string, string>): Promise<number> {
  const fields = new FormData();
  for (const [name, value] of sender.fields) fields.append(name, typed[name] ?? value);
  const { status, text, took } = await post(sender, fields);
  sender.fields = fieldsOf(text);
  if (status !== 200 || sender.fields.length === 0) throw new Error(`${sender.url} answered ${status}.`);
  return took;
}

/** A field of the form, by the pattern of its name. */
const fieldOf = (sender: Sender, name: RegExp) => sender.fields.find(([one]) => name.test(one))?.[1] ?? '';

/**
 * Sends the form as a browser with script does (React’s encoding of an action’s arguments), some fields filled in anew.
 * @returns the status, the answer (the new state of the form), and the milliseconds until the whole of it was there
 */
export async function sendByScript(sender: Sender, typed: Record<string, string>) {
  const { id } = JSON.parse(fieldOf(sender, /^\$ACTION_\d+:0$/));
  const fields = new FormData();
  const pairs = sender.fields.flatMap(([name, value]): [string, string][] =>
    name.startsWith('$ACTION') ? [] : [[name, typed[name] ?? value]],
  );
  // The form of an entry, which says what revision it starts from, sends its fields in one.
  if (fieldOf(sender, /^from$/) !== '') fields.append(`_1_${PACKED}`, JSON.stringify(pairs));
  else for (const [name, value] of pairs) fields.append(`_1_${name}`, value);
  fields.append('0', JSON.stringify([...JSON.parse(fieldOf(sender, /^\$ACTION_\d+:1$/)), '$K1']));
  return post(sender, fields, { 'Next-Action': id, Accept: 'text/x-component' });
}

/**
 * Saves the form of an entry, some fields filled in anew.
 * @returns milliseconds until the whole answer was there
 * @throws when it does not say that a new revision was saved
 */
export async function saveByScript(sender: Sender, typed: Record<string, string>): Promise<number> {
  const { status, text, took } = await sendByScript(sender, typed);
  const from = Number(fieldOf(sender, /^from$/)) + 1;
  if (status !== 200 || !text.includes(`"saved":{"number":${from}`))
    throw new Error(`${sender.url} answered ${status}: ${text.slice(0, 200)}`);
  sender.fields = sender.fields.map(([name, value]) => [name, name === 'from' ? String(from) : value]);
  return took;
}
