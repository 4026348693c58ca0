/** No source, no change: which changes of a fact go online. */
import { describe, expect, test } from 'vitest';
import type { LaureateContent } from '../../../server/editorial/laureates.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { stated } from '../../cast.ts';
import { changed, claimOf, eachWithFactsOnline, live, source } from './facts-online.ts';

eachWithFactsOnline();

describe('accepted', () => {
  const accepted = async (change: (content: LaureateContent) => void) =>
    expect(await changed(change)).toMatchObject({ ok: true, versions: [{ number: 2 }] });

  test('prose, and a fact taken away', () =>
    accepted((content) => {
      content.summary = 'Il fait du bon pain. Il le partage.';
      content.details = content.details.slice(1);
    }));

  test('another way to write the same characters: composed letters, spaces, apostrophes', () =>
    accepted(({ facts, details }) => {
      facts.place.value = '300\u202Fm²,  rue d‘Avron';
      Object.assign(details[0] ?? {}, { value: 'Plus de\u00A0400' });
    }));

  test('a value with a claim added', () =>
    accepted(({ facts }) => {
      facts.founded.value = '2013';
      facts.founded.claims.push({ ...claimOf(facts, 'founded'), value: 'Ouvert dès 2013', place: 'encadré' });
    }));

  test('a value with a claim that says something else, or was read again', async () => {
    await accepted(({ facts }) => {
      facts.founded.value = '2013';
      claimOf(facts, 'founded').value = 'Ouvert en 2013';
    });
    live.facts.founded = stated('2013', source, 'Ouvert en 2013');
    const outcome = await changed(({ facts }) => {
      facts.founded.value = 'Fin 2013';
      claimOf(facts, 'founded').consultedOn = '2026-11-23';
    });
    expect(outcome).toMatchObject({ ok: true });
  });

  test('a value with a declared exception, which the public reads', async () => {
    await accepted(({ facts }) => {
      facts.founded.value = '2013';
      facts.founded.claims = [];
      facts.founded.exception = 'L’association nous l’a dit.';
    });
    const fact = (await findLaureate('le-fournil'))?.facts.find((one) => one.field === 'founded');
    expect(fact).toMatchObject({ value: '2013', exception: 'L’association nous l’a dit.' });
  });

  test('a value emptied because the sources are now in dispute', () =>
    accepted(({ facts }) => {
      facts.founded.value = '';
      claimOf(facts, 'founded').status = 'disputed';
    }));

  test('a value emptied with the editors’ reason', () =>
    accepted(({ facts }) => {
      facts.founded.value = '';
      facts.founded.ruling = 'Non tranché : la source se contredit.';
    }));
});

test('a fact that was never online needs what every value needs, no more', async () => {
  const outcome = await changed((content) => {
    content.details.push({ ...stated('Trois', source), label: 'Fours', figure: '' });
  });
  expect(outcome).toMatchObject({ ok: true });
});
