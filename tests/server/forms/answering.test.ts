import { expect, test } from 'vitest';
import { entryAnswer } from '../../../server/forms/answering.ts';

/** Sends these fields to a form that asks for a text and for whom it is. */
async function sent(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const heard: object[] = [];
  const answer = await entryAnswer({
    ...{ form, asks: ['text', 'mention'] },
    command: async (given) => {
      heard.push(given);
      return { ok: true as const };
    },
    told: () => ({ done: 'La note est écrite.' }),
  });
  return { answer, heard };
}

test('a form that sends what it asks for is done, also when it leaves out what it need not say', async () => {
  for (const fields of [{ text: 'À relire.', mention: 'a' }, { text: 'À relire.' }])
    expect(await sent(fields)).toMatchObject({
      answer: { problems: [], done: 'La note est écrite.' },
      heard: [fields],
    });
});

test.each(['role', 'Text', 'constructor', 'toString'])(
  'a field it does not ask for (%s) is named, the command hears of nothing, and what was typed comes back',
  async (name) => {
    const { answer, heard } = await sent({ text: 'À relire.', [name]: 'x' });
    expect(heard).toEqual([]);
    expect(answer.done).toBeUndefined();
    expect(answer.given.text).toBe('À relire.');
    expect(answer.problems[0]?.message).toContain(name);
    expect(answer.problems[0]?.message).toContain('rechargez la page');
  },
);
