'use client';
/**
 * The form of an entry: a plain form, to which script adds a save that keeps its place, Ctrl/Cmd+S and a copy kept on
 * this device.
 *
 * Promise: what was typed is never taken away: a refused save shows it again, a lost server or session leaves it in the
 * page and on this device, and a save that merged somebody else’s words says which.
 */
import { unstable_rethrow, useRouter } from 'next/navigation';
import { type FormEvent, startTransition, useActionState, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EntryState } from '../../server/forms/saving.ts';
import { ConflictFields } from './conflict-fields.tsx';
import { useEarlyText } from './early-text.ts';
import { EntryFields } from './entry-fields.tsx';
import { EntryProblems } from './entry-problems.tsx';
import { type FormView, listLengths } from './entry-values.ts';
import { forgetKept, KeptText } from './kept-text.tsx';
import type { Layout } from './layouts/layout.ts';
import { noteOfPlace, returnTo } from './place.ts';
import { SaveBar } from './save-bar.tsx';

export type EntryAction = (before: EntryState, form: FormData) => Promise<EntryState>;

type EntryFormProps = {
  action: EntryAction;
  layout: Layout;
  view: Omit<FormView, 'problems'>;
  /** The revision that `view.content` is. */
  from: number;
  /** When it was read, in milliseconds. */
  opened: number;
  /** Names this entry’s copy on this device: the person and the entry. */
  keptAs: string;
  /** What leads on from here. */
  previewHref: string;
};

const nothing: EntryState = { problems: [] };

const UNREACHED =
  'Le serveur n’a pas répondu\u00a0: rien n’est enregistré. Votre texte reste ici, et gardé sur cet appareil\u202f; réessayez dans un instant.';

export function EntryForm({ action, layout, view, from, opened, keptAs, previewHref }: EntryFormProps) {
  // The page may be read anew around the fields, whose words stay.
  const [since] = useState(opened);
  const { state, send, pending, turn, form } = useSaving(action, view, keptAs);
  useEarlyText('fiche');
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state !== nothing && state.problems.length > 0) told.current?.focus();
  }, [state]);
  const { conflict, saved, asked: wanted, problems } = state;
  const shown: FormView = { ...view, content: state.content ?? view.content, problems, asked: wanted };
  return (
    <form action={send.plain} onSubmit={send.withScript} ref={form} className="entry-form" id="fiche" noValidate>
      {/* The first button of a form is the one that Enter presses: it saves, and does not add a line. */}
      <button type="submit" hidden tabIndex={-1}>
        Enregistrer
      </button>
      <div ref={told} tabIndex={-1} className="told">
        <EntryProblems problems={state.problems} />
      </div>
      {!conflict && <KeptText keptAs={keptAs} form={form} from={state.from ?? from} />}
      <input type="hidden" name="from" value={state.from ?? from} />
      <input type="hidden" name="opened" value={since} />
      {conflict ? (
        <ConflictFields conflict={conflict} content={shown.content} />
      ) : (
        <EntryFields key={turn} layout={layout} view={shown} />
      )}
      <SaveBar
        note={state.note ?? ''}
        pending={pending}
        saved={saved}
        unsaved={wanted !== undefined}
        inConflict={conflict !== undefined}
        previewHref={previewHref}
      />
    </form>
  );
}

/** The state of the form, by a plain post or by script. */
function useSaving(action: EntryAction, view: Omit<FormView, 'problems'>, keptAs: string) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [posted, plain] = useActionState(action, nothing);
  const [latest, setLatest] = useState<EntryState>();
  const [pending, setPending] = useState(false);
  const [turn, setTurn] = useState(0);
  const drawn = useRef({ lengths: listLengths(view.content), conflict: false });
  const place = useRef<ReturnType<typeof noteOfPlace>>(undefined);
  const state = latest ?? posted;

  const withScript = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setPending(true);
    startTransition(async () => {
      const next = await asked(action, state, given);
      setPending(false);
      if (next.saved) forgetKept(keptAs);
      if (othersNow(drawn.current, next)) {
        place.current = noteOfPlace(form.current, given);
        setTurn((count) => count + 1);
      }
      setLatest(next);
      if (next.saved || next.conflict) router.refresh(); // What stands around the form: the number, the state, the marks.
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is found again each time the fields are drawn anew.
  useLayoutEffect(() => returnTo(place.current), [turn]);
  useSaveKey(form);
  return { state, send: { plain, withScript }, pending, turn, form };
}

/** Whether the fields to draw are no longer the same ones, or hold somebody else’s words. */
function othersNow(drawn: { lengths: string; conflict: boolean }, next: EntryState): boolean {
  const lengths = next.content === undefined ? drawn.lengths : listLengths(next.content);
  const merged = (next.saved?.fromOthers.length ?? 0) > 0;
  const anew = lengths !== drawn.lengths || merged || drawn.conflict;
  drawn.lengths = lengths;
  drawn.conflict = next.conflict !== undefined;
  return anew;
}

/** The answer of the server; a sentence when there is none. Being led to sign in again is not a failure. */
async function asked(action: EntryAction, before: EntryState, given: FormData): Promise<EntryState> {
  try {
    return await action(nothing, packed(given));
  } catch (error) {
    unstable_rethrow(error);
    const { saved: _, ...kept } = before;
    return { ...kept, problems: [{ path: '', label: '', message: UNREACHED }] };
  }
}

/** The fields in one, as JSON pairs: see server/forms/packing.ts. */
function packed(given: FormData): FormData {
  const form = new FormData();
  form.set('champs', JSON.stringify([...given]));
  return form;
}

/** Ctrl+S, or Cmd+S, saves. */
function useSaveKey(form: { current: HTMLFormElement | null }) {
  useEffect(() => {
    const save = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    document.addEventListener('keydown', save);
    return () => document.removeEventListener('keydown', save);
  }, [form]);
}
