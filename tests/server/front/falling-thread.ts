/** The thread of the front, which throws once a file of that name appears beside its socket, and again each time. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { workerData } from 'node:worker_threads';
import '../../../server/front/in-thread.ts';

const sign = path.join(path.dirname(workerData.socket), 'fall');
setInterval(() => {
  if (!existsSync(sign)) return;
  rmSync(sign);
  throw new Error('tombée');
}, 20);
