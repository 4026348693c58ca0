'use client';
/**
 * What was typed before the scripts of a page had come.
 *
 * Promise: it stays. React, taking over a page the server drew, sets textareas back to what the server wrote in them.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';

type Control = HTMLTextAreaElement | HTMLSelectElement;

const never = () => () => undefined;

/** The textareas and choices of a form with what stands in them. */
function typedIn(id: string): [Control, string][] {
  const form = document.getElementById(id);
  return [...(form?.querySelectorAll<Control>('textarea, select') ?? [])].map((one) => [one, one.value]);
}

/** Keeps what was typed in the form with this id before it could listen. */
export function useEarlyText(id: string): void {
  const typed = useRef<[Control, string][]>(undefined);
  const takingOver = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  if (takingOver && typeof document !== 'undefined') typed.current ??= typedIn(id);
  useEffect(() => {
    for (const [control, value] of typed.current ?? []) {
      if (control.value === value) continue;
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value);
      control.dispatchEvent(new Event('input', { bubbles: true })); // Counts, previews and the kept copy follow.
      control.dispatchEvent(new Event('change', { bubbles: true }));
    }
    typed.current = [];
  }, []);
}
