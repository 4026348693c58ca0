/** One’s own sessions: on what device, since when, last used when; each can be ended, or all others at once. */
import type { OpenSession } from '../../server/staff/sessions.ts';
import { type Action, Form } from './form.tsx';
import { Moment } from './moment.tsx';

export function OwnSessions({ sessions, end }: { sessions: readonly OpenSession[]; end: Action }) {
  return (
    <>
      <div className="table-frame">
        <table className="table lines">
          <caption className="sr-only">Vos sessions ouvertes</caption>
          <thead>
            <tr>
              <th scope="col">Appareil</th>
              <th scope="col">Ouverte</th>
              <th scope="col">Dernier usage</th>
              <th scope="col">Terminer</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <th scope="row">{session.device}</th>
                <td data-label="ouverte">
                  <Moment date={session.createdAt} />
                </td>
                <td data-label="dernier usage">
                  <Moment date={session.lastSeenAt} />
                </td>
                <td>{session.current ? 'celle-ci' : <EndOne session={session} end={end} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sessions.length > 1 && <Form action={end} id="autres" submit="Terminer toutes les autres" quiet />}
    </>
  );
}

function EndOne({ session, end }: { session: OpenSession; end: Action }) {
  return (
    <Form action={end} id={`session-${session.id}`} submit="Terminer" quiet>
      <input type="hidden" name="id" value={session.id} />
    </Form>
  );
}
