/**
 * How a part of a page that talks with the server tells the rest of it that the session lives on.
 *
 * Promise: whoever listens hears how many milliseconds the session has left, as the server just said.
 */

const NAME = 'palmares:session';

export function tellAwake(left: number): void {
  window.dispatchEvent(new CustomEvent(NAME, { detail: left }));
}

/** @returns what ends the listening */
export function onAwake(listen: (left: number) => void): () => void {
  const heard = (event: Event) => {
    if (event instanceof CustomEvent && typeof event.detail === 'number') listen(event.detail);
  };
  window.addEventListener(NAME, heard);
  return () => window.removeEventListener(NAME, heard);
}
