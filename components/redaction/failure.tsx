'use client';
/** What somebody reads when a part of the newsroom fails: nothing was lost, and what to do. */
import { catchError, type ErrorInfo } from 'next/error';

function Failure(_: object, { error, retry }: ErrorInfo) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  return (
    <div role="alert">
      <h1>Cette page n’a pas pu se faire</h1>
      <p>Rien de ce qui était enregistré n’est perdu. Réessayez&nbsp;; si cela persiste, prévenez qui tient le site.</p>
      {digest === '' ? null : (
        <p>
          Référence à donner&nbsp;: <code>{digest}</code>
        </p>
      )}
      <button type="button" className="button" onClick={() => retry()}>
        Réessayer
      </button>
    </div>
  );
}

/** Holds a page: when it fails, this stands in its place. */
export const FailureHeld = catchError(Failure);
