/** No source, no change: which changes of a fact go online, which are refused, and what the refusal says. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LaureateContent } from '../../../server/editorial/laureates.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { camille, furnishedStore, laureate, online, pascale, stated, surroundings } from '../../cast.ts';

let close: () => Promise<void>;
let entryId: string;
let live: LaureateContent;
let source: string;

/** A laureate online, with facts of each sort. */
async function leFournil() {
  const around = await surroundings();
  const { source } = around;
  const content = laureate('Le Fournil', around);
  content.facts.founded = stated('2014', source, 'Ouvert en 2014');
  content.facts.place = stated('300 m², rue d’Avron', source);
  content.details = [
    { ...stated('Plus de 400', source), label: 'Adhérents', figure: '' },
    { ...stated('Douze', source), label: 'Bénévoles', figure: '12' },
  ];
  content.criteria = [{ ...stated('Deux emplois créés', source), criterion: around.criterion }];
  return { source, content, entryId: await online('laureate', 'le-fournil', content) };
}

beforeEach(async () => {
  const store = await furnishedStore(leFournil);
  close = store.close;
  ({ source, content: live, entryId } = structuredClone(store.around));
});
afterEach(() => close());

type Facts = LaureateContent['facts'];
let from: number;
beforeEach(() => {
  from = 1;
});

/** Saves the content after `change` and asks for its publication. */
async function changed(change: (content: LaureateContent) => void) {
  const content = structuredClone(live);
  change(content);
  const saved = await saveDraft(camille, { entryId, from, content });
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  from = saved.number;
  return publish(pascale, [{ entryId, revision: from }], { note: 'Relecture.' });
}

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

const claimOf = (facts: Facts, field: keyof Facts) => {
  const [claim] = facts[field].claims;
  if (!claim) throw new Error(`No claim for ${field}.`);
  return claim;
};

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

test('a fact that was never online needs what every value needs, no more', async () => {
  const outcome = await changed((content) => {
    content.details.push({ ...stated('Trois', source), label: 'Fours', figure: '' });
  });
  expect(outcome).toMatchObject({ ok: true });
});
