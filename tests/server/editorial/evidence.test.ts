/** No source, no change: which changes of a fact are refused, and what the refusal says. */
import { describe, expect, test } from 'vitest';
import type { LaureateContent } from '../../../server/editorial/laureates.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { pascale } from '../../cast.ts';
import { changed, claimOf, eachWithFactsOnline, entryId, live } from './facts-online.ts';

eachWithFactsOnline();

const refusedAt = (path: string, label: string) => ({
  ok: false,
  problems: [
    {
      path,
      message:
        `La valeur de «\u202F${label}\u202F» a changé sans qu’aucune affirmation n’ait été ajoutée ni modifiée\u00A0: ` +
        'ajoutez ce que dit la source, ou déclarez pourquoi ce fait n’en a pas.',
    },
  ],
});

describe('refused, with the remedy, at the claims of the fact', () => {
  test('another value with the same claims', async () => {
    const outcome = await changed(({ facts }) => {
      facts.founded.value = '2013';
    });
    expect(outcome).toMatchObject(refusedAt('facts.founded.claims', 'Création'));
    expect((await findLaureate('le-fournil'))?.facts.find((one) => one.field === 'founded')?.value).toBe('2014');
  });

  test('a name written otherwise: capitals and hyphens are part of a name', async () => {
    const outcome = await changed(({ facts }) => {
      facts.name.value = 'Le FOURNIL';
    });
    expect(outcome).toMatchObject(refusedAt('facts.name.claims', 'Nom'));
  });

  test('a line of a list, also when its place or its label changed with it', async () => {
    const moved = await changed(({ details }) => {
      details.reverse();
      Object.assign(details[1] ?? {}, { value: 'Plus de 500' });
    });
    expect(moved).toMatchObject(refusedAt('details.1.claims', 'Adhérents'));
    const renamed = await changed(({ details }) => {
      Object.assign(details[0] ?? {}, { label: 'Membres', value: 'Plus de 500' });
    });
    expect(renamed).toMatchObject(refusedAt('details.0.claims', 'Membres'));
  });

  test('the large figure alone, and what a criterion shows', async () => {
    const figure = await changed(({ details }) => {
      Object.assign(details[1] ?? {}, { figure: '13' });
    });
    expect(figure).toMatchObject(refusedAt('details.1.claims', 'Bénévoles'));
    const criterion = await changed(({ criteria }) => {
      Object.assign(criteria[0] ?? {}, { value: 'Vingt emplois créés' });
    });
    expect(criterion).toMatchObject(refusedAt('criteria.0.claims', 'Critère nº\u00A01'));
  });

  test.each(['set-aside', 'disputed'] as const)('a claim that is now %s supports no other value', async (status) => {
    const outcome = await changed(({ facts }) => {
      Object.assign(facts.founded, { value: '2013', ruling: 'Nous retenons 2013.' });
      Object.assign(claimOf(facts, 'founded'), { status, reason: 'Erreur.' });
    });
    expect(outcome).toMatchObject({ ok: false, problems: [{ path: 'facts.founded.claims' }] });
  });

  test('a value emptied without a word', async () => {
    const outcome = await changed(({ facts }) => {
      facts.founded.value = '';
    });
    expect(outcome).toMatchObject({
      ok: false,
      problems: [{ path: 'facts.founded.claims', message: expect.stringContaining('vidée sans explication') }],
    });
  });

  test('after a withdrawal too: what the public last read is what counts', async () => {
    expect(await withdraw(pascale, { entryId, version: 1, notice: 'Erreur d’année.' })).toMatchObject({ ok: true });
    const outcome = await changed(({ facts }) => {
      facts.founded.value = '2013';
    });
    expect(outcome).toMatchObject(refusedAt('facts.founded.claims', 'Création'));
  });
});

test('a side of a dispute is chosen by keeping its claim', async () => {
  const open = structuredClone(live.facts.founded);
  open.value = '';
  for (const one of open.claims) one.status = 'disputed';
  live.facts.founded = open;
  expect(await changed(() => {})).toMatchObject({ ok: true });
  const chosen = (status: 'kept' | 'disputed') => (content: LaureateContent) => {
    content.facts.founded.value = '2014';
    claimOf(content.facts, 'founded').status = status;
  };
  expect(await changed(chosen('disputed'))).toMatchObject(refusedAt('facts.founded.claims', 'Création'));
  expect(await changed(chosen('kept'))).toMatchObject({ ok: true, versions: [{ number: 3 }] });
});
