'use client';
/**
 * A copy of what is being typed, on this device, until it is saved.
 *
 * Promise: after a crash, a lost session or a server that was down, the person is offered their words back, and decides;
 * what has no field any more is shown to be copied by hand. The copy starts from the revision it was typed over, so that
 * taking it back merges with what others saved.
 */
import { type RefObject, useEffect, useState } from 'react';
import { Moment } from './moment.tsx';

type Kept = { at: number; fields: [string, string][] };

type KeptTextProps = { keptAs: string; form: RefObject<HTMLFormElement | null>; from: number };

/** A pause in typing after which the copy is made, in milliseconds. */
const PAUSE = 400;

const storageKey = (keptAs: string) => `palmares:${keptAs}`;

/** Reads or writes the copy; where the browser gives no place, or has none left, there is no copy and typing goes on. */
function tried<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

export function forgetKept(keptAs: string): void {
  tried(() => localStorage.removeItem(storageKey(keptAs)));
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  const own = [...new FormData(form)].filter(([name]) => !name.startsWith('$ACTION'));
  return own.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
}

function read(keptAs: string): Kept | undefined {
  const kept: unknown = tried(() => JSON.parse(localStorage.getItem(storageKey(keptAs)) ?? 'null'));
  return typeof kept === 'object' && kept !== null && 'fields' in kept ? (kept as Kept) : undefined;
}

/** Whether the copy holds words that the form does not. */
function differs(kept: Kept, form: HTMLFormElement): boolean {
  const shown = new Map(fieldsOf(form));
  const own = ['from', 'opened'];
  return kept.fields.some(([name, value]) => !own.includes(name) && value !== '' && (shown.get(name) ?? '') !== value);
}

export function KeptText({ keptAs, form, from }: KeptTextProps) {
  const [offer, setOffer] = useState<Kept>();
  const [lost, setLost] = useState<[string, string][]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered once, when the form opens.
  useEffect(() => {
    const kept = read(keptAs);
    if (kept && form.current && differs(kept, form.current)) setOffer(kept);
  }, []);
  useEffect(() => {
    const element = form.current;
    let timer: ReturnType<typeof setTimeout>;
    const keep = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!element) return;
        const kept = JSON.stringify({ at: Date.now(), fields: fieldsOf(element) });
        tried(() => localStorage.setItem(storageKey(keptAs), kept));
      }, PAUSE);
    };
    const hold = () => clearTimeout(timer); // What is being saved needs no copy unless the save fails.
    element?.addEventListener('input', keep);
    element?.addEventListener('submit', hold);
    return () => {
      hold();
      element?.removeEventListener('input', keep);
      element?.removeEventListener('submit', hold);
    };
  }, [form, keptAs]);
  const take = () => {
    if (offer && form.current) setLost(putBack(form.current, offer));
    setOffer(undefined);
  };
  const drop = () => {
    forgetKept(keptAs);
    setOffer(undefined);
  };
  return (
    <>
      {offer && <Offer kept={offer} from={from} take={take} drop={drop} />}
      {lost.length > 0 && <Lost fields={lost} />}
    </>
  );
}

function Offer({ kept, from, take, drop }: { kept: Kept; from: number; take: () => void; drop: () => void }) {
  const started = Number(kept.fields.find(([name]) => name === 'from')?.[1]);
  return (
    <div className="kept-text" role="status">
      <p>
        <strong>Un texte non enregistré est gardé sur cet appareil</strong>, du <Moment date={new Date(kept.at)} />.
        {started < from &&
          ' La fiche a été enregistrée depuis\u00a0: votre texte s’y ajoutera, et vous choisirez s’il le faut.'}
      </p>
      <button type="button" className="button" onClick={take}>
        Reprendre ce texte
      </button>{' '}
      <button type="button" className="button quiet" onClick={drop}>
        L’oublier
      </button>
    </div>
  );
}

function Lost({ fields }: { fields: [string, string][] }) {
  return (
    <div className="kept-text">
      <p>Ces textes n’ont plus leur champ dans la fiche&nbsp;: copiez-les où il faut.</p>
      <ul>
        {fields.map(([name, value]) => (
          <li key={name}>{value}</li>
        ))}
      </ul>
    </div>
  );
}

/** Types the kept words again. @returns those that have no field any more */
function putBack(form: HTMLFormElement, kept: Kept): [string, string][] {
  return kept.fields.filter(([name, value]) => {
    const field = form.elements.namedItem(name);
    const known =
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
    if (!known) return value !== '';
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === 'on';
    else if (field.value !== value) type(field, value);
    return false;
  });
}

/** As if typed, so that counts and previews follow. */
function type(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
  const prototype = Object.getPrototypeOf(field);
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
