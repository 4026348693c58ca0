import type { Metadata } from 'next';
import { PublishForm } from '../../../components/redaction/publish-form.tsx';
import { ReadyToPublish } from '../../../components/redaction/ready.tsx';
import { may } from '../../../server/editorial/permissions.ts';
import { waitingToPublish } from '../../../server/forms/waiting.ts';
import { currentActor } from '../../../server/staff/request.ts';
import { Withheld } from '../withheld.tsx';
import { publishTogetherAction } from './actions.ts';

export const metadata: Metadata = { title: 'Publier ensemble' };

export default async function PublishTogetherPage() {
  const actor = await currentActor();
  if (!may(actor, 'publish')) return <Withheld may="Seule une personne qui publie met en ligne." />;
  const { waiting, more } = await waitingToPublish(actor);
  const ready = waiting.filter((one) => one.problems.length === 0);
  return (
    <>
      <h1>Publier ensemble</h1>
      <p>Un seul acte&nbsp;: toutes les fiches cochées passent en ligne, ou aucune.</p>
      {more > 0 && (
        <p>
          Les {waiting.length} premières fiches en attente sont ici&nbsp;; publiez-les, et les {more} autres suivront.
        </p>
      )}
      <ReadyToPublish waiting={waiting} />
      <PublishForm
        action={publishTogetherAction}
        entries={ready.map(({ id, number, title }) => ({ id, revision: number, title }))}
        first={ready.every((one) => one.first)}
        blocked={waiting.length > 0}
        several
      />
    </>
  );
}
