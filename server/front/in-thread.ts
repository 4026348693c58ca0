/** The thread of the front: obeys the orders of its process, one at a time, and reports each. */
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { openFront } from '../front.ts';
import { forwardTo } from './forward.ts';
import type { Noted, Numbered, Order, Report, Setting, Value } from './orders.ts';

const { siteUrl, proxies, socket } = workerData as Setting;
const front = openFront({
  ...{ siteUrl, proxies, doorkeeper: forwardTo(socket, siteUrl.startsWith('https:')) },
  note: (noted) => parentPort?.postMessage({ noted } satisfies Noted),
});

function listen({ host, port, socket }: { host: string; port: number; socket?: number | undefined }): Promise<number> {
  return new Promise((resolve, reject) => {
    front.server.once('error', reject);
    front.server.listen(socket === undefined ? { host, port } : { fd: socket }, () => {
      front.server.off('error', reject);
      resolve((front.server.address() as AddressInfo).port);
    });
  });
}

async function obey(order: Order): Promise<Value> {
  switch (order.do) {
    case 'show':
      await front.show(order.build);
      return undefined;
    case 'withhold':
      front.withhold(order.paths);
      return undefined;
    case 'listen':
      return listen(order);
    case 'count':
      return front.counts();
    case 'close':
      await front.close();
      return undefined;
  }
}

async function report(order: Numbered): Promise<void> {
  const { number } = order;
  const told: Report = await obey(order).then(
    (value) => ({ number, value }),
    ({ message, code }: NodeJS.ErrnoException) => ({ number, fault: { message, ...(code && { code }) } }),
  );
  parentPort?.postMessage(told);
}

let last = Promise.resolve();
parentPort?.on('message', (order: Numbered) => {
  last = last.then(() => report(order));
});
