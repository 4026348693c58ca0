import type { Metadata } from 'next';
import { EntryHead } from '../../../../../components/redaction/entry-head.tsx';
import { Choice } from '../../../../../components/redaction/field.tsx';
import { Form } from '../../../../../components/redaction/form.tsx';
import { LongField } from '../../../../../components/redaction/small-fields.tsx';
import { binAction, putBackAction, takeBackAction, withdrawAction } from '../../actions.ts';
import { type EntryParams, entryDoor } from '../../door.ts';

export const metadata: Metadata = { title: 'Retrait' };

const ways = [
  { value: 'notice', label: 'Avec un avis public', help: 'L’adresse répond que la page est retirée, et pourquoi.' },
  {
    value: 'mistake',
    label: 'Publié par erreur',
    help: 'L’adresse répond que la page n’existe plus, sans rien dire d’autre.',
  },
];

export default async function WithdrawalPage({ params }: EntryParams) {
  const { entry, head, may, id } = await entryDoor({ params });
  const { state, liveVersion } = entry;
  return (
    <>
      <EntryHead {...head} current="retrait" />
      {state === 'draft' && <Away id={id} from={entry.number} may={may('bin')} />}
      {state === 'binned' && <Back id={id} may={may('bin')} />}
      {state === 'withdrawn' && <Again id={id} may={may('putBack')} notice={entry.withdrawalNotice} />}
      {liveVersion !== null && entry.kind === 'setting' && <p>Les réglages du site ne se retirent pas.</p>}
      {liveVersion !== null && entry.kind !== 'setting' && <Off id={id} may={may('withdraw')} version={liveVersion} />}
    </>
  );
}

const askForIt = <p>Une personne qui publie peut le faire : demandez-le-lui par une note.</p>;

function Off({ id, may, version }: { id: string; may: boolean; version: number }) {
  return (
    <section aria-labelledby="retirer">
      <h2 id="retirer">Retirer du site</h2>
      <p>La fiche quitte les listes, le plan du site et les données. Ses mots et son historique restent ici.</p>
      {!may && askForIt}
      {may && (
        <Form action={withdrawAction.bind(null, id)} id="retrait" submit="Retirer la fiche du site">
          <input type="hidden" name="version" value={version} />
          <Choice name="how" legend="De quelle façon" options={ways} value="notice" />
          <LongField
            name="notice"
            label="Avis public"
            help="Ce que le public lira à cette adresse&nbsp;: pourquoi la page n’y est plus."
          />
        </Form>
      )}
    </section>
  );
}

function Again({ id, may, notice }: { id: string; may: boolean; notice: string }) {
  return (
    <section aria-labelledby="remettre">
      <h2 id="remettre">Remettre en ligne</h2>
      <p>
        {notice === ''
          ? 'La fiche a été retirée comme publiée par erreur, sans avis.'
          : `Le public lit à sa place\u00a0: «\u202f${notice}\u202f»`}
      </p>
      <p>Elle reviendra avec les mots de sa dernière version publiée.</p>
      {!may && askForIt}
      {may && (
        <Form action={putBackAction.bind(null, id)} id="retour" submit="Remettre la fiche en ligne">
          <LongField name="note" label="Note publique" help="Pourquoi elle revient." />
        </Form>
      )}
    </section>
  );
}

function Away({ id, from, may }: { id: string; from: number; may: boolean }) {
  return (
    <section aria-labelledby="jeter">
      <h2 id="jeter">Mettre à la corbeille</h2>
      <p>Cette fiche n’a jamais été en ligne. À la corbeille, elle quitte les listes&#8239;; rien n’est effacé.</p>
      {may && (
        <Form action={binAction.bind(null, id)} id="corbeille" submit="Mettre à la corbeille" quiet>
          <input type="hidden" name="from" value={from} />
        </Form>
      )}
    </section>
  );
}

function Back({ id, may }: { id: string; may: boolean }) {
  return (
    <section aria-labelledby="reprendre">
      <h2 id="reprendre">Sortir de la corbeille</h2>
      <p>La fiche redevient un brouillon, comme elle était.</p>
      {may && <Form action={takeBackAction.bind(null, id)} id="reprise" submit="Sortir de la corbeille" />}
    </section>
  );
}
