import { currentActor } from '../../server/staff/request.ts';

export default async function DeskPage() {
  const actor = await currentActor();
  return (
    <>
      <h1>Bureau</h1>
      <p>Bonjour {actor.name}.</p>
    </>
  );
}
