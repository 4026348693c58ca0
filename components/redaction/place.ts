/** Where somebody was in a form: found again after its fields were drawn anew. */

/** Reads the place: the field in hand and what was typed in it since the form was sent, what is unfolded. */
export function noteOfPlace(form: HTMLFormElement | null, sent: FormData) {
  const field = document.activeElement;
  const written = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
  const since =
    written && form?.contains(written) && sent.get(written.name) !== written.value ? written.value : undefined;
  return {
    id: field?.id ?? '',
    since,
    at: written?.selectionStart ?? null,
    unfolded: [...(form?.querySelectorAll('details[open][id]') ?? [])].map(({ id }) => id),
    scrolled: window.scrollY,
  };
}

/** Puts the person back there. */
export function returnTo(place: ReturnType<typeof noteOfPlace> | undefined): void {
  if (!place) return;
  for (const id of place.unfolded) document.getElementById(id)?.setAttribute('open', '');
  const field = document.getElementById(place.id);
  const written = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
  if (written && place.since !== undefined) written.value = place.since;
  field?.focus({ preventScroll: true });
  if (written && place.at !== null && written.type !== 'checkbox') written.setSelectionRange(place.at, place.at);
  window.scrollTo({ top: place.scrolled });
}
