/**
 * Where pictures are drawn: in a process of their own, there only while something is being drawn.
 *
 * Promise: `drawn` gives a picture's PNG or rejects with the reason. Drawing loads a layout engine and a renderer that
 * never give their memory back (90 MB more in the server, measured); when the process ends, all of it is free.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { pictureWork } from '../limits.ts';
import type { Answered, Asked } from './drawing.ts';
import type { Picture } from './picture.ts';

type Waiting = { resolve: (png: Uint8Array) => void; reject: (reason: Error) => void };

/** Small young generation, bounded old one: what is large here is outside the heap. */
const execArgv = ['--max-semi-space-size=1', `--max-old-space-size=${pictureWork.heapMegabytes}`];

class Studio {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #resting: NodeJS.Timeout | undefined;
  /** Whether it draws no more. */
  closed = false;

  constructor() {
    // From the folder of the project, where every command of package.json runs: bundled, this file has lost its place.
    const script = path.join(/* turbopackIgnore: true */ process.cwd(), 'server', 'pictures', 'drawing.ts');
    const stdio: ('ignore' | 'inherit' | 'ipc')[] = ['ignore', 'ignore', 'inherit', 'ipc'];
    this.#child = fork(script, [], { execArgv, serialization: 'advanced', stdio });
    this.#child.on('message', (answered: Answered) => this.#receive(answered));
    this.#child.on('error', (error) => this.#close(error));
    this.#child.on('exit', (code) => this.#close(new Error(`The drawing process ended (${code}).`)));
    // A server that stops does not wait for it.
    this.#child.unref();
    this.#child.channel?.unref();
  }

  draw(picture: Picture): Promise<Uint8Array> {
    clearTimeout(this.#resting);
    this.#child.channel?.ref();
    this.#asked += 1;
    const asked: Asked = { id: this.#asked, picture };
    return new Promise((resolve, reject) => {
      this.#waiting.set(asked.id, { resolve, reject });
      this.#child.send(asked, (error) => error && this.#close(error));
    });
  }

  #receive(answered: Answered): void {
    const waiting = this.#waiting.get(answered.id);
    this.#waiting.delete(answered.id);
    if ('png' in answered) waiting?.resolve(answered.png);
    else waiting?.reject(new Error(answered.fault));
    if (this.#waiting.size > 0) return;
    this.#child.channel?.unref();
    this.#resting = setTimeout(() => this.#close(new Error('Closed.')), pictureWork.rest).unref();
  }

  #close(reason: Error): void {
    this.closed = true;
    clearTimeout(this.#resting);
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
    this.#child.kill();
  }
}

let studio: Studio | undefined;

/** Draws a picture. @returns its PNG @throws the reason why it could not be drawn */
export function drawn(picture: Picture): Promise<Uint8Array> {
  if (!studio || studio.closed) studio = new Studio();
  return studio.draw(picture);
}
