import type { Metadata } from 'next';
import { ErasureForm } from '../../../components/redaction/erasure-form.tsx';
import { PastErasures } from '../../../components/redaction/erasures.tsx';
import { ProofAsked } from '../../../components/redaction/proof-asked.tsx';
import { may } from '../../../server/editorial/permissions.ts';
import { pastErasures } from '../../../server/erasure/past.ts';
import { recentlyProven } from '../../../server/staff/actor.ts';
import { currentActor } from '../../../server/staff/request.ts';
import { Withheld } from '../withheld.tsx';
import { eraseAction, finishAction } from './actions.ts';

export const metadata: Metadata = { title: 'Effacement' };

export default async function ErasurePage() {
  const actor = await currentActor();
  if (!may(actor, 'erase')) return <Withheld may="Seule une personne qui administre efface des mots." />;
  const past = await pastErasures(actor);
  return (
    <>
      <h1>Effacer des données personnelles</h1>
      <p>
        À faire quand quelqu’un demande que son nom, ou d’autres mots sur sa personne, disparaissent.
        «&#8239;[effacé]&#8239;» prend leur place partout&nbsp;: en ligne, dans chaque version et chaque révision, dans
        les notes, les signalements et le journal. Rien ne les fait revenir.
      </p>
      <p>Pour corriger une fiche, modifiez-la&#8239;; pour l’ôter du site, retirez-la.</p>
      {!recentlyProven(actor) && <ProofAsked suite="/redaction/effacement" before="d’effacer" />}
      <ErasureForm action={eraseAction} />
      <PastErasures erasures={past} finish={finishAction} />
    </>
  );
}
