/** The answer to a reported error, sent through a mail server that keeps what it is given. */
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';

let received = '';
let refusing = false;

/** As much of SMTP (RFC 5321) as one letter needs. */
const server = createServer((socket) => {
  let inLetter = false;
  socket.write('220 courrier.exemple.fr\r\n');
  socket.on('data', (chunk) => {
    const text = chunk.toString();
    received += text;
    if (inLetter) {
      if (!received.endsWith('\r\n.\r\n')) return;
      inLetter = false;
      socket.write('250 gardé\r\n');
    } else if (text.startsWith('DATA')) {
      inLetter = true;
      socket.write('354 j’écoute\r\n');
    } else if (text.startsWith('QUIT')) socket.end('221 au revoir\r\n');
    else socket.write(refusing && text.startsWith('RCPT') ? '550 inconnu\r\n' : '250 bien\r\n');
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
process.env.MAIL_FROM = 'redaction@exemple.fr';
const { sendReportAnswer } = await import('../../../server/staff/mail.ts');

beforeEach(() => {
  received = '';
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The words of the letter, as its reader sees them. */
const words = () => {
  const soft = received.replace(/=\r\n/g, '');
  return Buffer.from(
    soft.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
};

const told = { url: 'https://palmares.exemple.fr/signalements/k7qx92mp', answer: 'Aucune source ne donne 2012.' };

test('the answer goes to the reader alone, with the address of its page', async () => {
  expect(await sendReportAnswer('lea@exemple.fr', told)).toBe('sent');
  expect(received).toMatch(/RCPT TO:<lea@exemple\.fr>/);
  expect(received.match(/RCPT TO/g)).toHaveLength(1);
  expect(words()).toContain(told.answer);
  expect(words()).toContain(told.url);
});

test('a letter that the server refuses is said not to have gone', async () => {
  refusing = true;
  expect(await sendReportAnswer('lea@exemple.fr', told)).toBe('failed');
});
