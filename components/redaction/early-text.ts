'use client';
/**
 * What was typed before the scripts of a page had come.
 *
 * Promise: it stays. React, taking over a page the server drew, sets textareas back to what the server wrote in them.
 */
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

type Control = HTMLTextAreaElement | HTMLSelectElement;

const never = () => () => undefined;

/** What was typed since this module came, by control: React takes over in slices, and people type between two of them. */
const heard = new WeakMap<EventTarget, string>();
if (typeof document !== 'undefined') {
  const hear = ({ target }: Event) => {
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) heard.set(target, target.value);
  };
  document.addEventListener('input', hear, { capture: true });
}

/** The textareas and choices of a form with what stands in them. */
function typedIn(id: string): [Control, string][] {
  const form = document.getElementById(id);
  return [...(form?.querySelectorAll<Control>('textarea, select') ?? [])].map((one) => [one, one.value]);
}

/** Writes the value as if it had never gone. @returns whether it had */
function putBack(control: Control, value: string): boolean {
  if (control.value === value) return false;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value);
  return true;
}

/** Keeps what was typed in the form with this id before it could listen. */
export function useEarlyText(id: string): void {
  const typed = useRef<[Control, string][]>(undefined);
  const restored = useRef<Control[]>([]);
  const takingOver = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  if (takingOver && typeof document !== 'undefined') typed.current ??= typedIn(id);
  // At once, before anybody can send the form without it …
  useLayoutEffect(() => {
    const lost = (typed.current ?? []).filter(([control, before]) => putBack(control, heard.get(control) ?? before));
    restored.current.push(...lost.map(([control]) => control));
    typed.current = [];
  }, []);
  // … and when all listen: counts, previews and the kept copy follow.
  useEffect(() => {
    for (const control of restored.current.splice(0))
      for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));
  }, []);
}
